import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextArea } from '../../ui/field.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { useMaySetCounting } from './counting-note.tsx'
import { STATUS_WORDS } from './words.ts'
import { RefusedRest, useWrite } from './write-dialog.tsx'

type Rules = Out<'readCountingRules'>
type Status = Rules['countedStatuses'][number]
const STATUSES = Object.keys(STATUS_WORDS) as Status[]

/** How the county counts co-ops: which statuses, and from which day a co-op is of the new cohort. */
export default function Counting(): ReactElement {
  const t = useT()
  const rules = useRead('readCountingRules', {})
  return (
    <div className="page">
      <PageHead
        title={t('counting.title')}
        trail={[{ key: 'coops', node: <Go to={paths.coops()}>{t('coops.title')}</Go> }]}
        sentence={rules.data === undefined ? '…' : say(rules.data.text)}
      />
      <Loaded read={rules}>{(data) => <Content key={JSON.stringify(data)} rules={data} />}</Loaded>
    </div>
  )
}

function inputOf(
  rules: Rules,
  typed: { counted: readonly Status[]; date: string; reason: string },
): In<'setCountingRules'> | null {
  const same =
    typed.counted.length === rules.countedStatuses.length &&
    typed.counted.every((one) => rules.countedStatuses.includes(one))
  // A default day becomes the county's own when it alone is set.
  const confirmed = rules.opinionsDateIsDefault && same && typed.date === rules.opinionsDate
  const sameDay = typed.date === '' || (typed.date === rules.opinionsDate && !confirmed)
  if (typed.counted.length === 0 || typed.reason.trim() === '' || (same && sameDay)) return null
  return {
    reason: typed.reason.trim(),
    ...(same ? {} : { countedStatuses: [...typed.counted] }),
    ...(sameDay ? {} : { opinionsDate: typed.date }),
  }
}

function Content({ rules }: { rules: Rules }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const maySet = useMaySetCounting()
  const [counted, setCounted] = useState<readonly Status[]>(rules.countedStatuses)
  const [date, setDate] = useState(rules.opinionsDate)
  const [reason, setReason] = useState('')
  const input = inputOf(rules, { counted, date, reason })
  const write = useWrite({ verb: 'setCountingRules', input, onDone: () => undefined })
  return (
    <div className="columns-2" onKeyDown={write.onKeyDown}>
      <Statuses counted={counted} onChange={maySet ? setCounted : null} was={rules} />
      <Panel title={t('counting.cohort')} hint={t('counting.cohortHint')}>
        <div className="stack">
          {rules.opinionsDateIsDefault ? (
            <Notice tone="info">{t('counting.dateDefault')}</Notice>
          ) : null}
          {maySet ? (
            <>
              <DayField
                label={t('counting.date')}
                value={date}
                max={clock.today}
                onChange={setDate}
              />
              <TextArea
                label={t('common.reason')}
                hint={t('counting.reasonHint')}
                value={reason}
                onChange={setReason}
                error={write.faults.at('reason')}
                required
              />
              <RefusedRest error={write.error} faults={write.faults} />
              {write.trial.data === undefined ? null : (
                <Notice tone="pass">
                  {t('counting.next')} {say(write.trial.data.text)}
                </Notice>
              )}
              <div className="row">
                <button
                  type="button"
                  className="button button-primary"
                  disabled={!write.ready}
                  onClick={write.submit}
                >
                  {t('counting.set')}
                </button>
                <span className="muted small keys-hint">{t('write.keys')}</span>
              </div>
            </>
          ) : (
            <p>
              {t('counting.date')} {rules.opinionsDate}
            </p>
          )}
        </div>
      </Panel>
    </div>
  )
}

/** Each status with how many co-ops have it now; the ticked ones make the total. */
function Statuses(props: {
  counted: readonly Status[]
  was: Rules
  onChange: ((counted: readonly Status[]) => void) | null
}): ReactElement {
  const t = useT()
  const all = useRead('listCooperatives', { status: 'all', limit: 1 })
  const { counted, onChange, was } = props
  const numbers = all.data?.byStatus ?? {}
  const sum = (statuses: readonly Status[]): number =>
    statuses.reduce((n, status) => n + (numbers[status] ?? 0), 0)
  const flip = (status: Status): void =>
    onChange?.(
      counted.includes(status) ? counted.filter((one) => one !== status) : [...counted, status],
    )
  const [before, after] = [sum(was.countedStatuses), sum(counted)]
  return (
    <Panel title={t('counting.statuses')} hint={t('counting.statusesHint')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('coops.status')}</th>
            <th scope="col" className="num">
              {t('counting.now')}
            </th>
            <th scope="col">{t('counting.counts')}</th>
          </tr>
        </thead>
        <tbody>
          {STATUSES.map((status) => (
            <tr key={status}>
              <th scope="row">{say(STATUS_WORDS[status])}</th>
              <td className="num">
                <Go to={paths.coops({ status })}>{numbers[status] ?? 0}</Go>
              </td>
              <td>
                {onChange === null ? (
                  counted.includes(status) ? (
                    <Tag tone="pass">{t('counting.isCounted')}</Tag>
                  ) : (
                    '—'
                  )
                ) : (
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={counted.includes(status)}
                      onChange={() => flip(status)}
                    />
                    {t('counting.isCounted')}
                  </label>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('counting.total')}</th>
            <td className="num">{after}</td>
            <td>{before === after ? '' : t('counting.was', { n: before })}</td>
          </tr>
        </tfoot>
      </table>
    </Panel>
  )
}
