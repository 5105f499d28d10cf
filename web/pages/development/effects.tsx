import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextArea } from '../../ui/field.tsx'
import { Maybe, Money } from '../../ui/figures.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { PURPOSE_WORDS } from '../registry/words.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CLASS_WORDS } from './words.ts'

type Pairing = Out<'listPairingEffects'>['pairings'][number]
type Effect = Pairing['followers'][number]['now']
type Task = Pairing['tasks'][number]

/** What pairings did: each follower on the day of the pairing and today. */
export function Effects({ coopId }: { coopId?: string }): ReactElement {
  const t = useT()
  const read = useRead('listPairingEffects', coopId === undefined ? {} : { coopId })
  return (
    <Loaded read={read} lines={6}>
      {({ pairings }) =>
        pairings.length === 0 ? (
          <Empty title={t('effect.none')} hint={t('effect.noneHint')} />
        ) : (
          <div className="stack">
            {pairings.map((pairing) => (
              <PairingPanel key={pairing.pairingId} pairing={pairing} />
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function PairingPanel({ pairing }: { pairing: Pairing }): ReactElement {
  const t = useT()
  return (
    <Panel
      title={pairing.lead.name}
      hint={t('effect.span', {
        from: pairing.from,
        purpose: say(PURPOSE_WORDS[pairing.purpose]),
        agreement: asWritten(pairing.agreement),
      })}
    >
      <div className="table-scroll" tabIndex={0} role="group" aria-label={pairing.lead.name}>
        <table className="table effects-table">
          <thead>
            <tr>
              <th scope="col">{t('effect.follower')}</th>
              <th scope="col">{t('effect.class')}</th>
              <th scope="col" className="right">
                {t('effect.members')}
              </th>
              <th scope="col" className="right">
                {t('effect.area')}
              </th>
              <th scope="col" className="right">
                {t('effect.sales')}
              </th>
            </tr>
          </thead>
          <tbody>
            {pairing.followers.map(({ coop, before, now }) => (
              <tr key={coop.id}>
                <th scope="row">
                  <Go to={paths.coop(coop.id, { tab: 'development' })}>{coop.name}</Go>
                </th>
                <td>
                  {shownClass(before)} → <strong>{shownClass(now)}</strong>
                </td>
                <td className="right num">
                  <Maybe value={before.members} /> → <Maybe value={now.members} />
                </td>
                <td className="right num">
                  <Maybe value={before.areaMu} /> → <Maybe value={now.areaMu} />
                </td>
                <td className="right num">
                  {before.sales === null ? <Maybe value={null} /> : <Money value={before.sales} />}{' '}
                  → {now.sales === null ? <Maybe value={null} /> : <Money value={now.sales} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Tasks pairing={pairing} />
    </Panel>
  )
}

const shownClass = (of: Effect): string => (of.class === null ? '—' : say(CLASS_WORDS[of.class]))

function Tasks({ pairing }: { pairing: Pairing }): ReactElement {
  const t = useT()
  const may = useMay()
  const [done, setDone] = useState<Task | null>(null)
  if (pairing.tasks.length === 0) return <p className="muted small">{t('effect.noTasks')}</p>
  return (
    <>
      <ul className="due-list">
        {pairing.tasks.map((task) => (
          <li key={task.taskId}>
            <span className="nowrap">{task.dueOn}</span>
            <span>{task.overdue ? <Tag tone="fail">{t('plan.late')}</Tag> : null}</span>
            <span>{asWritten(task.what)}</span>
            <span>
              {task.doneOn !== null ? (
                <span className="small muted">
                  {task.doneOn} {asWritten(task.doneNote ?? '')}
                </span>
              ) : may('finishPairingTask') ? (
                <button type="button" className="button-link" onClick={() => setDone(task)}>
                  {t('plan.done')}
                </button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {done === null ? null : (
        <FinishTask leadId={pairing.lead.id} task={done} close={() => setDone(null)} />
      )}
    </>
  )
}

function FinishTask(props: { leadId: string; task: Task; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const { leadId, task } = props
  const [on, setOn] = useState<string>(me.clock.today)
  const [note, setNote] = useState('')
  return (
    <WriteDialog
      verb="finishPairingTask"
      title={t('plan.doneOf')}
      confirm={t('plan.done')}
      input={
        note.trim() === '' || on === ''
          ? null
          : { leadId, taskId: task.taskId, on, note: note.trim() }
      }
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p>
            <strong>{asWritten(task.what)}</strong>
          </p>
          <DayField label={t('plan.doneOn')} value={on} max={me.clock.today} onChange={setOn} />
          <TextArea
            label={t('plan.doneNote')}
            required
            value={note}
            error={faults.at('note')}
            onChange={setNote}
          />
        </>
      )}
    </WriteDialog>
  )
}
