import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, type Query, url } from '../api/client';
import type { components } from '../api/schema';

type S = components['schemas'];

export type ExposureRow = S['Exposure'];
export type ConcentrationAnswer = S['Concentration'];
export type ShareRow = S['ShareRow'];
export type Measure = S['Measure'];
export type NextQuestion = S['Question'];
export type ItemSlip = S['ItemSlip'];

export const pageSize = 50;

/** A page of the rows of a question. */
function useRows<T>(path: string, query: Query, enabled = true) {
  return useQuery({
    queryKey: ['graph', path, query],
    queryFn: async () => (await call<T>('GET', url(path, { limit: pageSize, count: true, ...query }))).data,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export const useExposure = (query: { partner?: string; cursor?: string }) =>
  useRows<S['ExposurePage']>('/risk/exposure', query);

export type By = 'partner' | 'parent' | 'country' | 'layer';
export const useConcentration = (query: { by: By; cursor?: string }) =>
  useRows<ConcentrationAnswer>('/risk/concentration', query);

export const useNextQuestions = (query: { cursor?: string; limit?: number }) =>
  useRows<S['QuestionPage']>('/risk/next-questions', query);

/** When a roadmap item is ready, counted from today. */
export function useSlip(id: string) {
  return useQuery({
    queryKey: ['graph', 'slip', id],
    queryFn: async () =>
      (await call<ItemSlip>('GET', url(`/roadmap-items/${encodeURIComponent(id)}/slip`))).data,
    retry: false,
  });
}
