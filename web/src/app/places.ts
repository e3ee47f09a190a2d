/** The screens one goes to by name, in the groups of the left column; the palette lists the same. */
export const places = [
  { to: '/risk', name: 'Risk', group: 'Questions' },
  { to: '/matrix', name: 'Matrix', group: 'Questions' },
  { to: '/roadmap', name: 'Roadmap', group: 'Questions' },
  { to: '/whatif', name: 'What if', group: 'Questions' },
  { to: '/path', name: 'Path', group: 'Questions' },
  { to: '/explore', name: 'Explore', group: 'Browse' },
  { to: '/partners', name: 'Partners', group: 'Browse' },
  { to: '/components', name: 'Components', group: 'Browse' },
  { to: '/offerings', name: 'Offerings', group: 'Browse' },
  { to: '/products', name: 'Products', group: 'Browse' },
  { to: '/contracts', name: 'Contracts', group: 'Browse' },
  { to: '/certificates', name: 'Certificates', group: 'Browse' },
  { to: '/people', name: 'People', group: 'Browse' },
  { to: '/import', name: 'Import', group: 'Data' },
  { to: '/changes', name: 'Changes', group: 'Data' },
] as const;

export type Place = (typeof places)[number];
