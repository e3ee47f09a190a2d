import type { components } from './schema';

/** The shapes of answers, under the names the screens use. All come from the API's description. */
type S = components['schemas'];

export type Layer = S['Layer'];
export type Kind = S['Kind'];
export type StoredKind = S['StoredKind'];
export type LinkKind = S['LinkKind'];
export type Verdict = S['Verdict'];
export type Effect = S['Effect'];
export type Role = S['Role'];
export type Reference = S['Ref'];
export type Refs = S['Refs'];
export type Step = S['Step'];
export type Stops = S['Stops'];
export type Hit = S['Hit'];
export type Session = S['Session'];
export type Meta = S['Meta'];
export type Change = S['Change'];
export type Removal = S['Removal'];
export type Link = S['Link'];

export type Partner = S['Partner'];
export type Component = S['Component'];
export type Offering = S['Offering'];
export type Product = S['Product'];
export type RoadmapItem = S['RoadmapItem'];
export type Contract = S['Contract'];
export type Certificate = S['Certificate'];
export type Person = S['Person'];

export type RiskSummary = S['RiskSummary'];
export type LayerRisk = S['LayerRisk'];
export type ComponentRisk = S['ComponentRisk'];
export type TopRisk = S['TopRisk'];
export type SinglePoint = S['SinglePoint'];
export type SourcingRow = S['SourcingRow'];
export type FalseDiversity = S['FalseDiversity'];
export type ItemPartner = S['ItemPartner'];
export type PartnerItem = S['PartnerItem'];
export type Passage = S['Passage'];
export type Top = S['Top'];
export type Stopped = S['Stopped'];
export type Verdicts = S['Verdicts'];
export type RiskDifference = S['RiskDifference'];
export type Blast = S['Blast'];
export type Neighbourhood = S['Neighbourhood'];
export type MatrixAnswer = S['Matrix'];
export type MatrixCell = S['MatrixCell'];
export type Scenario = S['Scenario'];
export type WhatIfAnswer = S['WhatIf'];
export type Affected = S['Affected'];

export type Import = S['Import'];
export type ImportAs = S['ImportAs'];
export type ImportPatch = S['ImportPatch'];
export type ImportField = S['ImportField'];
export type Mapping = S['Mapping'];
export type Column = S['Column'];
export type Row = S['Row'];
export type Outcome = S['Outcome'];
export type Decision = S['Decision'];
export type Job = S['Job'];

/** What each collection holds. */
export type Entities = {
  partners: Partner;
  components: Component;
  offerings: Offering;
  products: Product;
  'roadmap-items': RoadmapItem;
  contracts: Contract;
  certificates: Certificate;
  people: Person;
};
export type Collection = keyof Entities;
export type Page<T, R = never> = {
  items: T[];
  next: string | null;
  refs: Refs;
  count?: number;
  risk?: Record<string, R>;
};
