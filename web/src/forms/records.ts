import { currency, f, type Group, known, origin, words } from './define';

/** The fields of what is recorded beside the supply itself: contracts, certificates and people. */
export const contract: Group[] = [
  {
    title: 'Contract',
    fields: [
      f('reference', 'Reference', 'text', { required: true, hint: 'The number you file it under.' }),
      f('partner', 'Partner', 'ref', { required: true, ref: 'partner', hint: 'The partner it binds.' }),
      f('title', 'Title'),
      f('kind', 'Kind', 'choice', { options: words('standalone', 'overarching', 'subsequent') }),
      f('startsOn', 'Starts', 'date'),
      f('endsOn', 'Ends', 'date', { hint: 'Blank means open-ended.' }),
      f('noticeDays', 'Notice, days', 'whole', { hint: 'How long before its end it has to be given.' }),
      f('autoRenew', 'Renews itself', 'flag'),
      f('annualExpense', 'Expense a year', 'money'),
      currency,
      f('governingLaw', 'Governing law', 'text', { hint: 'Of which country.' }),
      f('exitPlan', 'Exit plan', 'choice', { options: known }),
    ],
  },
  origin,
];

export const certificate: Group[] = [
  {
    title: 'Certificate',
    fields: [
      f('standard', 'Standard', 'text', { required: true, hint: 'ISO 27001, SOC 2, PSA, …' }),
      f('partner', 'Partner', 'ref', { required: true, ref: 'partner', hint: 'The partner that holds it.' }),
      f('scope', 'Scope', 'text', { hint: 'The sites and services it was issued for.' }),
      f('issuedOn', 'Issued', 'date'),
      f('expiresOn', 'Expires', 'date'),
    ],
  },
  origin,
];

export const person: Group[] = [
  {
    title: 'Person',
    fields: [
      f('name', 'Name', 'text', { required: true }),
      f('email', 'Email', 'text', { hint: 'In small letters; nobody else may have it.' }),
      f('function', 'Function', 'text', { hint: 'Procurement, firmware, …' }),
      f('layerDepth', 'Depth of skill by layer', 'depths', {
        hint: '0 none to 3 deep. Once one layer has a depth, a blank one counts as 0.',
      }),
    ],
  },
  origin,
];
