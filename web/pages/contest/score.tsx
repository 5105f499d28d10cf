import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/contest.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { CONFLICT_WORDS, optionsOf } from './words.ts'
import './contest.css'

type Own = Out<'readOwnSheets'>
type Unit = Own['units'][number]
type Item = Own['setup']['items'][number]

/** The own score sheet, made for a phone held in one hand: one unit at a time, large buttons. */
export default function Score(): ReactElement {
  const { contestId = '' } = useParams({ strict: false }) as { contestId?: string }
  const read = useRead('readOwnSheets', { contestId })
  return (
    <div className="page">
      <Loaded read={read}>{(data) => <Content data={data} />}</Loaded>
    </div>
  )
}

function Content({ data }: { data: Own }): ReactElement {
  const t = useT()
  const [at, setAt] = useState<string | null>(null)
  const open = data.units.filter((unit) => unit.conflicts.length === 0)
  const done = open.filter((unit) => unit.own !== null).length
  const first = open.find((unit) => unit.own === null) ?? data.units[0]
  const unit = data.units.find((one) => one.unit.id === at) ?? first
  const next = open.find((one) => one.own === null && one.unit.id !== unit?.unit.id)
  return (
    <>
      <PageHead
        title={t('score.title')}
        trail={[
          { key: 'list', node: <Go to={paths.contests()}>{t('contest.title')}</Go> },
          { key: 'number', node: asWritten(`${data.number} ${data.setup.title}`) },
        ]}
        sentence={t('score.sentence', { done, all: open.length })}
      />
      <div className="score-page">
        {data.mayScore ? null : <Notice tone="info">{t('score.closed')}</Notice>}
        <Units data={data} at={unit} go={setAt} />
        {unit === undefined ? null : unit.conflicts.length > 0 ? (
          <Barred unit={unit} />
        ) : (
          <Sheet
            key={unit.unit.id}
            data={data}
            unit={unit}
            next={next === undefined ? null : () => setAt(next.unit.id)}
          />
        )}
      </div>
    </>
  )
}

/** Up to so many fit as buttons above the sheet; more are a list. */
const AS_BUTTONS = 3

function Units(props: {
  data: Own
  at: Unit | undefined
  go: (unitId: string) => void
}): ReactElement {
  const t = useT()
  const { data, at, go } = props
  if (data.units.length > AS_BUTTONS) {
    return (
      <SelectField
        label={t('score.unit')}
        value={at?.unit.id ?? ''}
        options={data.units.map((one) => ({
          value: one.unit.id,
          label: [
            one.conflicts.length > 0 ? `${t('score.barredShort')} ` : one.own === null ? '' : '✓ ',
            one.unit.name,
            one.town === null ? '' : ` · ${one.town}`,
          ].join(''),
        }))}
        onChange={go}
      />
    )
  }
  return (
    <nav className="score-units" aria-label={t('contest.entries')}>
      {data.units.map((one) => (
        <button
          key={one.unit.id}
          type="button"
          className={one === at ? 'button button-primary' : 'button'}
          aria-pressed={one === at}
          onClick={() => go(one.unit.id)}
        >
          {one.own === null ? '' : '✓ '}
          {asWritten(one.unit.name)}
        </button>
      ))}
    </nav>
  )
}

function Barred({ unit }: { unit: Unit }): ReactElement {
  const t = useT()
  return (
    <Panel title={asWritten(unit.unit.name)}>
      <Notice tone="depends">
        {t('score.barred')}
        {unit.conflicts.map(({ kind, source, said }) => (
          <p key={`${kind}${source}`}>{asWritten(say(said))}</p>
        ))}
      </Notice>
    </Panel>
  )
}

function Sheet(props: { data: Own; unit: Unit; next: (() => void) | null }): ReactElement {
  const t = useT()
  const { data, unit, next } = props
  const items = data.setup.items.filter(({ kind }) => kind === 'judged')
  const [scores, setScores] = useState<Readonly<Record<string, string>>>(unit.own?.scores ?? {})
  const [comment, setComment] = useState(unit.own?.comment ?? '')
  const [reason, setReason] = useState('')
  const act = useAct('saveSheet')
  const whole = items.every(({ id }) => (scores[id] ?? '') !== '')
  const ready = data.mayScore && whole && (unit.own === null || reason.trim() !== '')
  const save = (): void => {
    if (!ready || act.isPending) return
    act.mutate(
      {
        input: {
          contestId: data.contestId,
          unitId: unit.unit.id,
          scores,
          comment,
          reason: reason.trim(),
        },
      },
      { onSuccess: () => setReason('') },
    )
  }
  return (
    <Panel
      title={asWritten(unit.unit.name)}
      extra={
        unit.own === null ? null : (
          <span className="muted small">{t('score.saved', { n: unit.own.version })}</span>
        )
      }
    >
      {items.map((item) => (
        <Points
          key={item.id}
          item={item}
          value={scores[item.id] ?? ''}
          disabled={!data.mayScore}
          onChange={(value) => setScores({ ...scores, [item.id]: value })}
        />
      ))}
      <TextArea label={t('score.comment')} value={comment} rows={2} onChange={setComment} />
      {unit.own === null ? null : (
        <TextField label={t('score.correctWhy')} value={reason} onChange={setReason} />
      )}
      {act.error === null ? null : <Refused error={act.error} write />}
      <div className="contest-acts">
        <button
          type="button"
          className="button button-primary score-save"
          disabled={!ready || act.isPending}
          onClick={save}
        >
          {t(unit.own === null ? 'score.save' : 'score.correct')}
        </button>
        {unit.own === null || next === null ? null : (
          <button type="button" className="button score-save" onClick={next}>
            {t('score.next')}
          </button>
        )}
        <Declare contestId={data.contestId} unitId={unit.unit.id} />
      </div>
    </Panel>
  )
}

/** What fifths of the points are, from the best down, for one tap. */
const quick = (max: number): readonly string[] =>
  [95, 85, 75, 65, 50].map((percent) => String((max * percent) / 100))

/** Two decimals at most, within the points. */
function stepped(value: string, by: number, max: number): string {
  const now = value === '' ? (by > 0 ? 0 : max) : Number(value)
  return String(Math.min(max, Math.max(0, Math.round((now + by) * 100) / 100)))
}

function Points(props: {
  item: Item
  value: string
  disabled: boolean
  onChange: (value: string) => void
}): ReactElement {
  const t = useT()
  const { item, value, disabled, onChange } = props
  const id = `score-${item.id}`
  return (
    <div className="score-item">
      <label htmlFor={id}>
        <strong>{asWritten(item.title)}</strong>{' '}
        <span className="muted small">{t('score.of', { max: item.max })}</span>
      </label>
      {item.rubric === '' ? null : <p className="muted small">{asWritten(item.rubric)}</p>}
      <div className="score-set">
        <button
          type="button"
          className="button"
          aria-label={t('score.minus')}
          disabled={disabled}
          onClick={() => onChange(stepped(value, -1, item.max))}
        >
          −
        </button>
        <input
          id={id}
          className="input"
          inputMode="decimal"
          value={value}
          disabled={disabled}
          onChange={(event) => {
            if (/^\d{0,4}(\.\d{0,2})?$/.test(event.target.value)) onChange(event.target.value)
          }}
        />
        <button
          type="button"
          className="button"
          aria-label={t('score.plus')}
          disabled={disabled}
          onClick={() => onChange(stepped(value, 1, item.max))}
        >
          +
        </button>
      </div>
      <div className="score-quick">
        {quick(item.max).map((points) => (
          <button
            key={points}
            type="button"
            className={points === value ? 'button button-primary' : 'button'}
            disabled={disabled}
            onClick={() => onChange(points)}
          >
            {points}
          </button>
        ))}
      </div>
    </div>
  )
}

function Declare({ contestId, unitId }: { contestId: string; unitId: string }): ReactElement {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<keyof typeof CONFLICT_WORDS>('kin')
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('score.declare')}
      </button>
      {open ? (
        <ReasonDialog
          title={t('score.declare')}
          confirm={t('score.declare')}
          verb="declareConflict"
          input={(reason) => ({ contestId, unitId, kind, reason })}
          close={() => setOpen(false)}
        >
          <SelectField
            label={t('contest.conflictKind')}
            value={kind}
            options={optionsOf(CONFLICT_WORDS, say)}
            onChange={(value) => setKind(value as typeof kind)}
          />
        </ReasonDialog>
      ) : null}
    </>
  )
}
