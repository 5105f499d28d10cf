import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/distribution.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Money } from '../../ui/figures.tsx'
import { Loaded } from '../../ui/state.tsx'
import type { Computed, Plan } from './words.ts'

type Member = Computed['members'][number]

/** What each member gets by the plan; each name opens its own arithmetic. */
export function MemberTable(props: { plan: Plan; computed: Computed }): ReactElement {
  const t = useT()
  const [open, setOpen] = useState<Member | null>(null)
  const { plan, computed } = props
  const unit = computed.transactionUnit === null ? '' : say(computed.transactionUnit)
  const heads = [
    t('member.contribution'),
    `${t('member.transactions')}${unit === '' ? '' : `(${unit})`}`,
    t('col.returned'),
    t('col.residual'),
    t('member.converted'),
    t('member.total'),
    t('member.reserve'),
  ]
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('plan.members')}>
        <table className="table">
          <caption className="visually-hidden">{t('plan.members')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('member.number')}</th>
              <th scope="col">{t('member.name')}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="num">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {computed.members.map((one) => (
              <tr key={one.holderId}>
                <td>{one.number}</td>
                <th scope="row">
                  <button type="button" className="link" onClick={() => setOpen(one)}>
                    {asWritten(one.name)}
                  </button>
                  {one.months === 12 ? null : (
                    <span className="muted small"> {t('member.months', { n: one.months })}</span>
                  )}
                </th>
                <td className="num">
                  <Money value={one.contribution} />
                </td>
                <td className="num">{one.transactions ?? '—'}</td>
                {[one.returned, one.residual, one.converted, one.total, one.newReserveShare].map(
                  (value, i) => (
                    <td key={heads[i + 2]} className="num">
                      <Money value={value} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open === null ? null : <How plan={plan} member={open} close={() => setOpen(null)} />}
    </>
  )
}

function How(props: { plan: Plan; member: Member; close: () => void }): ReactElement {
  const t = useT()
  const { plan, member, close } = props
  const read = useRead('explainShare', {
    coopId: plan.coopId,
    year: String(plan.year),
    holderId: member.holderId,
  })
  return (
    <Dialog open onClose={close} wide title={`${asWritten(member.name)} · ${t('member.how')}`}>
      <Loaded read={read} lines={4}>
        {({ rows }) => (
          <dl className="facts facts-1">
            {rows.map((row) => (
              <div key={row.step}>
                <dt>{say(row.title)}</dt>
                <dd>
                  <Money value={row.amount} />
                  <p>{say(row.formula)}</p>
                  {row.article === null ? null : (
                    <p className="muted small">{asWritten(row.article)}</p>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Loaded>
    </Dialog>
  )
}
