import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, rows } from '../api/client';
import type { components } from '../api/schema';
import type { Layer } from '../api/types';

type S = components['schemas'];

export type MatrixRows = 'roadmap-items' | 'products' | 'layers' | 'components';
export type MatrixColumns = 'partners' | 'countries' | 'people';
export type MatrixQuery = {
  rows: MatrixRows;
  columns: MatrixColumns;
  quarter?: string;
  layer?: Layer;
  empty?: boolean;
  cursor?: string;
};

export const matrixSize = 100;

export function useMatrix(query: MatrixQuery) {
  return useQuery({
    queryKey: ['graph', 'matrix', query],
    queryFn: ({ signal }) =>
      rows<S['Matrix']>(
        api.GET('/api/v1/risk/matrix', { signal, params: { query: { ...query, limit: matrixSize } } }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Why a partner, country or person stops a row that is no roadmap item. */
export function useStop(row: string, column: string, columns: MatrixColumns, enabled: boolean) {
  const cause = columns === 'countries' ? 'country' : columns === 'people' ? 'person' : 'partner';
  return useQuery({
    queryKey: ['graph', 'single-points', { top: row, cause }],
    queryFn: ({ signal }) =>
      rows<S['SinglePointPage']>(
        api.GET('/api/v1/risk/single-points', { signal, params: { query: { top: row, cause, limit: 500 } } }),
      ),
    select: (page) => page.items.find((p) => p.cause.id === column),
    enabled,
  });
}

/** What joins a partner and a roadmap item, with its proof. */
export function useTie(item: string, partner: string, enabled: boolean) {
  return useQuery({
    queryKey: ['graph', 'roadmap-items', item, 'partners'],
    queryFn: ({ signal }) =>
      rows<S['ItemPartnerPage']>(
        api.GET('/api/v1/roadmap-items/{id}/partners', {
          signal,
          params: { path: { id: item }, query: { limit: 500 } },
        }),
      ),
    select: (page) => page.items.find((p) => p.partner.id === partner),
    enabled,
  });
}
