import { type ReactElement, useDeferredValue, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { TermsForm, termsOf, typedOf } from './terms-form.tsx'
import { Waterfall } from './waterfall.tsx'
import type { Plan } from './words.ts'

type Tried = Out<'tryPlan'>

const SHOWN = 200

/** What if: other rates and bases beside the current plan, computed by the code that will judge. */
export function Trial({ plan }: { plan: Plan }): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId, year } = plan
  const [typed, setTyped] = useState(() => typedOf(plan.terms))
  const terms = termsOf(useDeferredValue(typed), plan.terms)
  const read = useRead(
    'tryPlan',
    { coopId, year: String(year), terms: JSON.stringify(terms) },
    { enabled: terms !== null },
  )
  const draft = useAct('draftPlans')
  const compute = useAct('computePlans')
  const use = async (): Promise<void> => {
    if (terms === null) return
    await draft.mutateAsync({ input: { unitId: coopId, plans: [{ coopId, year, terms }] } })
    await compute.mutateAsync({ input: { unitId: coopId, year, coopIds: [coopId] } })
  }
  const { data } = read
  return (
    <Panel
      title={t('try.title')}
      extra={
        may('draftPlans') ? (
          <button
            type="button"
            className="button"
            disabled={terms === null || draft.isPending || compute.isPending}
            onClick={() => void use().catch(() => undefined)}
          >
            {t('try.use')}
          </button>
        ) : null
      }
    >
      <div className="stack">
        <TermsForm typed={typed} onChange={setTyped} sliders />
        {read.error === null ? null : <Refused error={read.error} />}
        {draft.error === null ? null : <Refused error={draft.error} write />}
        {data === undefined ? null : <Outcome data={data} />}
      </div>
    </Panel>
  )
}

function Outcome({ data }: { data: Tried }): ReactElement {
  const t = useT()
  const { gain, lose, same, binding } = data.comparison
  return (
    <>
      <p role="status">
        {t('try.sentence', {
          gain: gain.people,
          gainAmount: showYuan(gain.amount) ?? '',
          lose: lose.people,
          loseAmount: showYuan(lose.amount) ?? '',
          same,
        })}
      </p>
      {binding.after.map((one) => (
        <Notice key={`${one.rule}${one.text.zh}`} tone="depends">
          {t('try.binding')}: {say(one.text)}
        </Notice>
      ))}
      <p className="row">
        {data.computed.findings.map((finding) => (
          <span key={finding.rule} title={say(finding.text)}>
            {finding.rule} <Verdict outcome={finding.outcome} />
          </span>
        ))}
      </p>
      <Waterfall bars={data.computed.waterfall} label={t('try.title')} />
      <Changes members={data.members} />
    </>
  )
}

function Changes({ members }: { members: Tried['members'] }): ReactElement | null {
  const t = useT()
  const changed = members.filter(({ change }) => change !== '0.00')
  if (changed.length === 0) return null
  return (
    <div className="table-scroll table-tall" tabIndex={0} role="group" aria-label={t('try.change')}>
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('member.number')}</th>
            <th scope="col">{t('member.name')}</th>
            <th scope="col" className="num">
              {t('member.total')}
            </th>
            <th scope="col" className="num">
              {t('try.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {changed.slice(0, SHOWN).map((one) => (
            <tr key={one.holderId}>
              <td>{one.number}</td>
              <th scope="row">{asWritten(one.name)}</th>
              <td className="num">
                <Money value={one.after} />
              </td>
              <td className="num">
                <Money value={one.change} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
