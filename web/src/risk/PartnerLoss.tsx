import { count, number } from '../format/text';
import { Plain } from '../ui/Plain';
import { Section } from '../ui/Section';
import { Loss } from './Exposure';
import { useExposure } from './queries';

/** What the failure of one partner costs until it has recovered. */
export function PartnerLoss({ id }: { id: string }) {
  const page = useExposure({ partner: id });
  const r = page.data?.items[0];
  if (!r || r.timeToSurviveDays === null) return null;
  return (
    <Section
      title="If it fails"
      note={
        r.riskExposureIndex === null ? undefined : `risk exposure index ${r.riskExposureIndex.toFixed(2)}`
      }
      end={
        <Plain to="/risk" search={{ view: 'exposure', proof: id }}>
          Days and money
        </Plain>
      }
    >
      <p className="sentence">
        The first thing stops{' '}
        {r.timeToSurviveDays ? `after ${count(r.timeToSurviveDays, 'day')} of stock` : 'at once'}.{' '}
        {r.timeToRecoverDays === null
          ? 'Nobody recorded how long it takes to recover, so the loss is unknown.'
          : `It takes ${count(r.timeToRecoverDays, 'day')} to recover; `}
        {r.timeToRecoverDays !== null && (
          <>
            {r.lossDays ? `${number(r.lossDays)} of them are lost` : 'none of them is lost'}, worth{' '}
            <Loss of={r} />.
          </>
        )}
      </p>
    </Section>
  );
}
