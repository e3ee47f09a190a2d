import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Query, read, url } from '../api/client';
import type { components } from '../api/schema';
import type { Cause } from './cause';

type S = components['schemas'];

export type ExposureRow = S['Exposure'];
export type ConcentrationAnswer = S['Concentration'];
export type ShareRow = S['ShareRow'];
export type Measure = S['Measure'];
export type NextQuestion = S['Question'];
export type SinglePoint = S['SinglePoint'];
export type FalseDiversity = S['FalseDiversity'];
export type Route = S['Route'];
export type RoutePage = S['RoutePage'];
export type PersonSkill = S['PersonSkill'];
export type LayerSkill = S['LayerSkill'];
export type ItemSlip = S['ItemSlip'];

export type CutSet = S['CutSet'];
export type CutSets = S['CutSetPage'];
export type Probability = S['Probability'];
export type Importance = S['Importance'];
export type SecondSource = S['SecondSource'];
export type SecondSources = S['SecondSourcePage'];

export const pageSize = 50;

/** A page of the rows of a question. */
function useRows<T>(path: string, query: Query, enabled = true) {
  return useQuery({
    queryKey: ['graph', path, query],
    queryFn: async ({ signal }) =>
      (await read<T>(url(path, { limit: pageSize, count: true, ...query }), signal)).data,
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

export type Waiting = S['Waiting'];
export const useWaiting = (entity: string, query: { kind?: string; settles?: boolean; cursor?: string }) =>
  useRows<S['WaitingPage']>(waitingPath(entity), query);
export const waitingPath = (entity: string) => `/risk/next-questions/${encodeURIComponent(entity)}/verdicts`;

/** What alone stops something, a page of rows; api/queries has those of a start page all at once. */
export const usePointRows = (
  query: {
    top?: string;
    layer?: S['Layer'];
    hidden?: boolean;
    q?: string;
    cause?: Cause;
    cursor?: string;
    limit?: number;
  },
  enabled = true,
) => useRows<S['SinglePointPage']>('/risk/single-points', query, enabled);

export const useDiversityRows = (query: { cause?: Cause; cursor?: string }) =>
  useRows<S['FalseDiversityPage']>('/risk/false-diversity', query);

export const useRoutes = (query: { product?: string; region?: string; cursor?: string; limit?: number }) =>
  useRows<RoutePage>('/risk/routes', query);

export const useSkills = (query: { layer?: S['Layer']; depth?: number; cursor?: string }) =>
  useRows<S['SkillPage']>('/risk/skills', query);

/** When a roadmap item is ready, counted from today. */
export function useSlip(id: string) {
  return useQuery({
    queryKey: ['graph', 'slip', id],
    queryFn: async ({ signal }) =>
      (await read<ItemSlip>(url(`/roadmap-items/${encodeURIComponent(id)}/slip`), signal)).data,
    retry: false,
  });
}

/** The smallest sets of partners that stop a top together, up to an order. */
export function useCutSets(query: {
  top?: string;
  order?: number;
  cause?: Cause;
  cursor?: string;
  limit?: number;
}) {
  return useQuery({
    queryKey: ['graph', '/risk/cut-sets', query],
    queryFn: async ({ signal }) =>
      (await read<CutSets>(url('/risk/cut-sets', { limit: pageSize, ...query }), signal)).data,
    enabled: !!query.top,
    placeholderData: keepPreviousData,
  });
}

/** How likely a top is stopped within a number of days. */
export function useProbability(query: { top?: string; horizonDays?: number; cause?: Cause }) {
  return useQuery({
    queryKey: ['graph', '/risk/probability', query],
    queryFn: async ({ signal }) => (await read<Probability>(url('/risk/probability', query), signal)).data,
    enabled: !!query.top,
    placeholderData: keepPreviousData,
  });
}

/** What one more source would gain a top. */
export function useSecondSources(query: { top?: string; cursor?: string; limit?: number }) {
  return useQuery({
    queryKey: ['graph', '/risk/second-sources', query],
    queryFn: async ({ signal }) =>
      (await read<SecondSources>(url('/risk/second-sources', { limit: pageSize, ...query }), signal)).data,
    enabled: !!query.top,
    placeholderData: keepPreviousData,
  });
}
