import { Link } from '@tanstack/react-router';
import { useCan } from '../app/roles';
import { Head } from '../ui/Head';

/** The start page of an empty graph: what the answers need, and three ways to begin. */
export function Empty() {
  const mayImport = useCan('importer');
  const mayEdit = useCan('editor');
  return (
    <>
      <Head title="No data yet">
        Linchpin answers which partners your roadmap rests on, and proves each answer. It needs three things
        first: what you plan, what it is made of, and who can supply it.
      </Head>
      <div className="prose">
        <table className="table ways">
          <tbody>
            {mayImport && (
              <tr>
                <td>
                  <h2>Bring your own files</h2>
                  <p className="quiet">
                    CSV lists of partners, components, offerings, contracts and the roadmap. Every file is
                    checked in full before anything is written, and every import can be undone.
                  </p>
                </td>
                <td className="num">
                  <Link to="/import" className="btn primary">
                    Import a file
                  </Link>
                </td>
              </tr>
            )}
            {mayEdit && (
              <tr>
                <td>
                  <h2>Start with one partner</h2>
                  <p className="quiet">Type who supplies you, then what they supply and what needs it.</p>
                </td>
                <td className="num">
                  <Link to="/partners/new" className="btn">
                    Add a partner
                  </Link>
                </td>
              </tr>
            )}
            <tr>
              <td>
                <h2>Look around with sample data</h2>
                <p className="quiet">
                  Start the server with <code>linchpin serve --sample</code> on an empty database: an invented
                  maker of connected devices with its partners, components and roadmap.
                </p>
              </td>
              <td className="num">
                <a href="/api/docs" className="btn">
                  Read the model
                </a>
              </td>
            </tr>
          </tbody>
        </table>
        <section aria-labelledby="stand">
          <div className="sect">
            <h2 id="stand">What the answers stand on</h2>
          </div>
          <p className="quiet">
            A roadmap item needs components, each in one of five layers. A component is fulfilled by
            offerings: one way to obtain it. An offering is made and sold by partners. A partner rests on its
            owner and its sub-tiers. Two offerings that rest on one of them are one source.
          </p>
        </section>
      </div>
    </>
  );
}
