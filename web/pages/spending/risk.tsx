import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Paperwork } from './paperwork.tsx'
import { useCoop } from './parts.tsx'
import { AssessDialog } from './risk-assess.tsx'
import { OutcomeDialog } from './risk-forms.tsx'
import { FACTORS, LEVEL_TONES, LEVELS, OUTCOMES } from './words.ts'
import './spending.css'

type Risk = Out<'readRisk'>

/** One assessment: factor by factor, what was said of it, and what came of it two years on. */
export default function RiskPage(): ReactElement {
  const { assessmentId = '' } = useParams({ strict: false }) as { assessmentId?: string }
  const { coopId } = useCoop()
  const read = useRead('readRisk', { coopId, assessmentId }, { enabled: coopId !== '' })
  return (
    <div className="page">
      <Loaded read={read} lines={8}>
        {(data) => <Content data={data} />}
      </Loaded>
    </div>
  )
}

function Content({ data }: { data: Risk }): ReactElement {
  const t = useT()
  return (
    <>
      <PageHead
        title={data.title}
        marks={
          <>
            <Tag tone={LEVEL_TONES[data.level]}>{say(LEVELS[data.level])}</Tag>
            {data.replaced ? <Tag>{t('risk.replaced')}</Tag> : null}
          </>
        }
        trail={[
          {
            key: 'list',
            node: <Go to={paths.risks({ tab: 'assessments' })}>{t('risk.assessments')}</Go>,
          },
          { key: 'coop', node: asWritten(data.coopName) },
        ]}
        sentence={t('risk.totalSentence', {
          total: data.total,
          exposure: showYuan(data.exposure) ?? '',
          day: data.assessedOn,
        })}
        actions={<Acts data={data} />}
      />
      <Outcome data={data} />
      <div className="spend-form">
        <Panel title={t('risk.factors')} hint={t('risk.scale')}>
          <FactorTable factors={data.factors} />
        </Panel>
        <div className="stack">
          <Panel title={t('risk.conclusion')}>
            <p>{asWritten(data.conclusion)}</p>
            <Facts
              columns={1}
              facts={[
                { label: t('risk.by'), value: asWritten(data.assessedBy) },
                ...(data.reason === ''
                  ? []
                  : [{ label: t('risk.changed'), value: asWritten(data.reason) }]),
                ...(data.previousId === null
                  ? []
                  : [
                      {
                        label: t('risk.before'),
                        value: (
                          <Go to={paths.risk(data.previousId, data.coopId)}>{t('risk.before')}</Go>
                        ),
                      },
                    ]),
              ]}
            />
          </Panel>
          <Paperwork
            subject={{ coopId: data.coopId, about: 'risk', subjectId: data.assessmentId }}
            papers={['risk']}
            came={data.papers}
          />
        </div>
      </div>
    </>
  )
}

function Acts({ data }: { data: Risk }): ReactElement {
  const t = useT()
  const may = useMay()
  const [doing, setDoing] = useState<'again' | 'outcome' | null>(null)
  const close = (): void => setDoing(null)
  const open = !data.replaced && may('assessRisk')
  return (
    <>
      <Go to={`/cases/${data.case.caseId}`} className="button">
        {t('contract.case')} {asWritten(data.case.number)}
      </Go>
      {open && data.outcome === null ? (
        <button type="button" className="button" onClick={() => setDoing('outcome')}>
          {t('risk.recordOutcome')}
        </button>
      ) : null}
      {open ? (
        <button type="button" className="button" onClick={() => setDoing('again')}>
          {t('risk.reassess')}
        </button>
      ) : null}
      {doing === 'again' ? <AssessDialog before={data} close={close} /> : null}
      {doing === 'outcome' ? <OutcomeDialog row={data} close={close} /> : null}
    </>
  )
}

/** What came of it; until then the day on which it is looked at, and whether that day is past. */
function Outcome({ data }: { data: Risk }): ReactElement | null {
  const t = useT()
  const { clock } = useMe()
  if (data.outcome !== null) {
    return (
      <Notice tone={data.outcome === 'worse' ? 'fail' : 'pass'}>
        {t('risk.outcome')}:{say(OUTCOMES[data.outcome])} · {t('risk.loss')}{' '}
        <Money value={data.loss ?? '0.00'} /> · {asWritten(data.outcomeNote ?? '')}
      </Notice>
    )
  }
  if (data.replaced) return null
  const late = data.outcomeDue < clock.today
  return (
    <Notice tone={late ? 'fail' : 'info'}>
      {t('risk.outcomeDue', { day: data.outcomeDue })}
      {late ? ` · ${t('due.late')}` : ''}
    </Notice>
  )
}

function FactorTable({ factors }: { factors: Risk['factors'] }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table table-small">
        <caption className="visually-hidden">{t('risk.factors')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('risk.factor')}</th>
            <th scope="col" className="num nowrap">
              {t('risk.score')}
            </th>
            <th scope="col">{t('risk.level')}</th>
            <th scope="col">{t('risk.mitigation')}</th>
          </tr>
        </thead>
        <tbody>
          {factors.map((one) => (
            <tr key={one.factor}>
              <th scope="row">{say(FACTORS[one.factor])}</th>
              <td className="num nowrap">
                {one.likelihood} × {one.impact} = {one.score}
              </td>
              <td>
                <Tag tone={LEVEL_TONES[one.level]}>{say(LEVELS[one.level])}</Tag>
              </td>
              <td>
                {[one.note, one.mitigation]
                  .filter((said) => said !== '')
                  .map(asWritten)
                  .join(';')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
