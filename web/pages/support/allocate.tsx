import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/support.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { DECIDER_WORDS, type Fund, optionsOf, showPoints } from './words.ts'

interface Decision {
  readonly fundId: string
  readonly decidedBy: In<'allocateSupport'>['decidedBy']
  readonly decision: string
  readonly decidedOn: string
}

interface Draft {
  readonly receiver: Picked | null
  readonly kind: 'coop' | 'village'
  readonly amount: string
  readonly purpose: string
  readonly basis: string
}
const EMPTY: Draft = { receiver: null, kind: 'coop', amount: '', purpose: '', basis: '' }

type Priority = Out<'rankSupport'>['rows'][number]

const isReady = ({ receiver, amount, purpose, basis }: Draft): boolean =>
  receiver !== null && [amount, purpose, basis].every((word) => word.trim() !== '')

/** One decision for several receivers; who comes first by the criteria stands beside it. */
export function AllocateDialog(props: { fund?: Fund; close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const unitId = props.fund?.unit.id ?? own?.id ?? ''
  const [head, setHead] = useState<Decision>({
    fundId: props.fund?.fundId ?? '',
    decidedBy: 'leading_group',
    decision: '',
    decidedOn: me.clock.today,
  })
  const { fundId, decision } = head
  const [rows, setRows] = useState<readonly Draft[]>([EMPTY])
  const ready = fundId !== '' && decision.trim() !== '' && rows.every(isReady)
  const change = (i: number, row: Draft): void =>
    setRows(rows.map((one, at) => (at === i ? row : one)))
  return (
    <WriteDialog
      wide
      title={t('support.allocate')}
      confirm={t('allocate.confirm')}
      verb="allocateSupport"
      input={
        ready
          ? {
              unitId,
              decidedBy: head.decidedBy,
              decision: decision.trim(),
              decidedOn: head.decidedOn,
              rows: rows.map(({ receiver, amount, purpose, basis }) => ({
                fundId,
                receiverId: receiver?.id ?? '',
                amount: amount.trim(),
                purpose: purpose.trim(),
                basis: basis.trim(),
              })),
            }
          : null
      }
      close={props.close}
      onDone={() => undefined}
      preview={(answer) => <Preview answer={answer} />}
    >
      {(faults) => (
        <>
          <Head fund={props.fund} unitId={unitId} head={head} set={setHead} faults={faults} />
          <First unitId={unitId} take={(receiver) => setRows(withFirst(rows, receiver))} />
          {rows.map((row, i) => (
            <Receiver key={i} row={row} i={i} faults={faults} set={(one) => change(i, one)} />
          ))}
          <div>
            <button type="button" className="button" onClick={() => setRows([...rows, EMPTY])}>
              {t('allocate.more')}
            </button>
          </div>
        </>
      )}
    </WriteDialog>
  )
}

/** Whose money, decided by whom and when. */
function Head(props: {
  fund: Fund | undefined
  unitId: string
  head: Decision
  set: (head: Decision) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { fund, unitId, head, set, faults } = props
  const funds = useRead('listSupportFunds', { limit: 200 }, { enabled: fund === undefined })
  const open = (funds.data?.rows ?? []).filter(
    (one) => one.unit.id === unitId && one.free !== '0.00',
  )
  return (
    <>
      {fund === undefined && funds.isSuccess && open.length === 0 ? (
        <Notice tone="depends">{t('allocate.noFund')}</Notice>
      ) : null}
      {fund === undefined ? (
        <SelectField
          label={t('alloc.fund')}
          value={head.fundId}
          placeholder={t('allocate.pickFund')}
          options={open.map((one) => ({
            value: one.fundId,
            label: t('allocate.fundFree', {
              fund: asWritten(one.title),
              free: showYuan(one.free) ?? '',
            }),
          }))}
          onChange={(fundId) => set({ ...head, fundId })}
        />
      ) : null}
      <div className="columns-2">
        <SelectField
          label={t('allocate.by')}
          value={head.decidedBy}
          options={optionsOf(DECIDER_WORDS, say)}
          onChange={(value) => set({ ...head, decidedBy: value as Decision['decidedBy'] })}
        />
        <DayField
          label={t('allocate.on')}
          value={head.decidedOn}
          max={clock.today}
          onChange={(decidedOn) => set({ ...head, decidedOn })}
        />
      </div>
      <TextField
        label={t('allocate.decision')}
        value={head.decision}
        error={faults.at('decision')}
        onChange={(decision) => set({ ...head, decision })}
      />
    </>
  )
}

/** Into the first row without a receiver, else into a new one. */
function withFirst(rows: readonly Draft[], receiver: Picked): readonly Draft[] {
  const at = rows.findIndex((row) => row.receiver === null)
  const filled: Draft = { ...(rows[at] ?? EMPTY), kind: 'coop', receiver }
  return at < 0 ? [...rows, filled] : rows.map((row, i) => (i === at ? filled : row))
}

function Preview({ answer }: { answer: Out<'allocateSupport'> }): ReactElement {
  const t = useT()
  return (
    <ul className="support-list muted small">
      {answer.funds.map(({ fundId, title, free }) => (
        <li key={fundId}>
          {t('allocate.after', { fund: asWritten(title), free: showYuan(free) ?? '' })}
        </li>
      ))}
      {answer.places.map(({ receiver, points, place, among }) => (
        <li key={receiver.id}>
          {asWritten(receiver.name)}：
          {points === null
            ? t('allocate.unscored')
            : t('alloc.points', {
                points: showPoints(points),
                place: place ?? 0,
                among: among ?? 0,
              })}
        </li>
      ))}
    </ul>
  )
}

/** The first by the criteria who got nothing yet: priority, no entitlement. */
function First(props: { unitId: string; take: (receiver: Picked) => void }): ReactElement | null {
  const t = useT()
  const [open, setOpen] = useState(false)
  const read = useRead('rankSupport', { unitId: props.unitId }, { enabled: open })
  const rows = (read.data?.rows ?? []).filter(({ received }) => received === '0.00').slice(0, 12)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('allocate.first')}</summary>
      {read.data === undefined ? (
        <p className="muted small">{t('allocate.counting')}</p>
      ) : (
        <ul className="support-list">
          {rows.map((row) => (
            <Suggested key={row.coop.id} row={row} take={props.take} />
          ))}
        </ul>
      )}
    </details>
  )
}

function Suggested(props: { row: Priority; take: (receiver: Picked) => void }): ReactElement {
  const t = useT()
  const { coop, town, place, points, parts } = props.row
  return (
    <li className="support-line">
      <div>
        <strong className="num">{place}</strong> {asWritten(coop.name)}{' '}
        <span className="muted small">{asWritten(town)}</span>
        <p className="muted small">
          {parts
            .map((part) => `${say(part.title)} ${showPoints(part.points)}/${showPoints(part.of)}`)
            .join(' · ')}
        </p>
      </div>
      <button type="button" className="button button-small" onClick={() => props.take(coop)}>
        {t('allocate.take', { points: showPoints(points) })}
      </button>
    </li>
  )
}

function Receiver(props: {
  row: Draft
  i: number
  faults: FaultBook
  set: (row: Draft) => void
}): ReactElement {
  const t = useT()
  const { row, i, faults, set } = props
  return (
    <div className="allocate-row">
      <div className="columns-2">
        <SelectField
          label={t('allocate.kind')}
          value={row.kind}
          options={[
            { value: 'coop', label: t('allocate.coop') },
            { value: 'village', label: t('allocate.village') },
          ]}
          onChange={(value) => set({ ...row, kind: value as Draft['kind'], receiver: null })}
        />
        <TextField
          label={t('allocate.amount')}
          inputMode="decimal"
          value={row.amount}
          error={faults.at(`rows[${i}].amount`)}
          onChange={(amount) => set({ ...row, amount })}
        />
      </div>
      <UnitPicker
        label={t('alloc.unit')}
        kind={row.kind}
        value={row.receiver}
        onChange={(receiver) => set({ ...row, receiver })}
      />
      <TextField
        label={t('fund.purpose')}
        value={row.purpose}
        error={faults.at(`rows[${i}].purpose`)}
        onChange={(purpose) => set({ ...row, purpose })}
      />
      <TextArea
        label={t('alloc.why')}
        rows={2}
        hint={t('allocate.whyHint')}
        value={row.basis}
        error={faults.at(`rows[${i}].basis`)}
        onChange={(basis) => set({ ...row, basis })}
      />
    </div>
  )
}
