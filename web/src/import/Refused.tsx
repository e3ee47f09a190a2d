import { problemOf } from '../api/problem';
import { Failed, Notice } from '../ui/Notice';

/** The server says what the file is or has, or what is wrong on a line of it. */
const sentence = (detail: string) => {
  const said = /^(is|has|ends|unzips) /.test(detail) ? `The file ${detail}` : detail;
  return said.charAt(0).toUpperCase() + said.slice(1).replace(/\.?$/, '.');
};

/** Why a file was not taken, in the server's words, which say what to do; anything else that failed as it is. */
export function Refused({ error, file }: { error: unknown; file: string }) {
  const faults = problemOf(error).errors.filter((e) => e.pointer === '/file');
  if (!faults.length) return <Failed error={error} what="Nothing was uploaded." />;
  return (
    <Notice tone="exposed" alert title={`${file} was not taken`}>
      {faults.map((e) => (
        <p key={e.detail}>{sentence(e.detail)}</p>
      ))}
    </Notice>
  );
}
