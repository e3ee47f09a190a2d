import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { WhatDecides } from './slip';

it('prints the circle in which dates go, where an item has none for that reason', () => {
  const circle = 'A-1 has no date, because dates go in a circle: A-1 depends on A-2; A-2 depends on A-1.';
  render(<WhatDecides slip={undefined} error={new Problem(422, { code: 'invalid', detail: circle })} />);
  expect(screen.getByRole('heading', { name: 'What decides its date' })).toBeVisible();
  expect(screen.getByText(circle)).toBeVisible();
});

it('says nothing of dates before they have come', () => {
  const { container } = render(<WhatDecides slip={undefined} />);
  expect(container).toBeEmptyDOMElement();
});
