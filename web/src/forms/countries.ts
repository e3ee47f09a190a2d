let all: { id: string; name: string }[] | undefined;

/** Every region code the browser has a name for, by name. */
export function countries() {
  if (all) return all;
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  all = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter(
      (c) => new Intl.Locale('und', { region: c }).region === c && !/^(X|Q|Z)[A-Z]$|^(EU|EZ|UN|AA)$/.test(c),
    )
    .flatMap((id) => {
      const name = names.of(id);
      return name ? [{ id, name }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return all;
}
