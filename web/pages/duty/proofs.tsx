import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import {
  doorOf,
  OUTCOME_TONES,
  OUTCOME_WORDS,
  type Row,
  type State,
  STATE_TONES,
  STATE_WORDS,
} from './words.ts'

const SHOWN = 200

interface Props {
  readonly unitId: string
  readonly duty: string
  readonly asOf: string | undefined
  readonly close: () => void
}

/** What proves a duty of a unit: every row with its door, what is overdue first. */
export function DutyProofs({ unitId, duty, asOf, close }: Props): ReactElement {
  const t = useT()
  const read = useRead(
    'readDutyRows',
    { unitId, duty, asOf, limit: String(SHOWN) },
    { keep: false },
  )
  const { data } = read
  return (
    <Dialog
      open
      wide
      onClose={close}
      title={
        data === undefined
          ? '…'
          : t('duty.open', { unit: data.unit.name, duty: say(data.duty.title) })
      }
      actions={
        <button type="button" className="button" onClick={close}>
          {t('common.close')}
        </button>
      }
    >
      <Loaded read={read}>
        {(found) => (
          <div className="stack">
            <Head found={found} />
            <p className="muted small">
              {t('duty.proof')}: {say(found.duty.proof)}
            </p>
            {found.rows.length === 0 ? (
              <Empty title={t('duty.noRows')} hint={t('duty.noRowsHint')} />
            ) : (
              <>
                <p className="muted">
                  {t('duty.rows', { total: found.total })}
                  {found.total > SHOWN ? ` · ${t('duty.more', { n: SHOWN })}` : ''}
                </p>
                <ul className="plain-list duty-rows">
                  {found.rows.map((row, i) => (
                    <ProofRow key={`${row.door.id ?? ''}${row.label.zh}${i}`} row={row} />
                  ))}
                </ul>
              </>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function Head({ found }: { found: Out<'readDutyRows'> }): ReactElement {
  const t = useT()
  return (
    <Facts
      columns={2}
      facts={[
        { label: t('duty.what'), value: say(found.duty.duty) },
        { label: t('duty.clause'), value: asWritten(found.duty.clause) },
        {
          label: say(found.duty.postTitle),
          value: found.holder === null ? t('duty.noHolder') : asWritten(found.holder.name),
        },
        {
          label: say(found.periodTitle),
          value: (
            <>
              <StateTag state={found.standing.state} />{' '}
              <span className="num">
                {t('duty.counted', {
                  done: found.standing.done,
                  asked: found.standing.asked,
                })}
              </span>
            </>
          ),
        },
      ]}
    />
  )
}

function ProofRow({ row }: { row: Row }): ReactElement {
  const t = useT()
  const to = doorOf(row)
  const tone = OUTCOME_TONES[row.outcome]
  const label = asWritten(say(row.label))
  return (
    <li>
      <Tag {...(tone === undefined ? {} : { tone })}>{say(OUTCOME_WORDS[row.outcome])}</Tag>
      <span>{to === null ? label : <Go to={to}>{label}</Go>}</span>
      <span className="muted small num">
        {row.on === null ? '' : t('duty.on', { day: row.on })}
        {row.dueOn === null ? '' : ` ${t('duty.due', { day: row.dueOn })}`}
      </span>
    </li>
  )
}

/** How a duty stands, in one word. */
const StateTag = ({ state }: { state: State }): ReactElement => {
  const tone = STATE_TONES[state]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATE_WORDS[state])}</Tag>
}
