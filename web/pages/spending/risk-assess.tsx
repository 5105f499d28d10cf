import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { say } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { readAmount } from '../ledger/entry.ts'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { useCoop } from './parts.tsx'
import type { AssessmentRow } from './risks.tsx'
import { type Factor, FACTORS, keysOf, LEVEL_TONES, LEVELS } from './words.ts'

interface MarkDraft {
  readonly factor: Factor
  readonly likelihood: number
  readonly impact: number
  readonly mitigation: string
}

const FIRST: readonly MarkDraft[] = keysOf(FACTORS).map((factor) => ({
  factor,
  likelihood: 1,
  impact: 1,
  mitigation: '',
}))

/** Assesses a project factor by factor; with an earlier assessment, again, and says what has changed. */
export function AssessDialog(props: {
  before: AssessmentRow | null
  close: () => void
}): ReactElement | null {
  const { before } = props
  const known = useRead(
    'readRisk',
    { coopId: before?.coopId ?? '', assessmentId: before?.assessmentId ?? '' },
    { enabled: before !== null },
  )
  if (before === null) return <Form {...props} first={FIRST} conclusion="" exposure="0" />
  if (known.data === undefined) return null
  const { factors, conclusion, exposure } = known.data
  return <Form {...props} first={factors} conclusion={conclusion} exposure={exposure} />
}

interface FormProps {
  readonly before: AssessmentRow | null
  readonly close: () => void
  readonly first: readonly MarkDraft[]
  readonly conclusion: string
  readonly exposure: string
}

function Form(props: FormProps): ReactElement {
  const t = useT()
  const go = useGo()
  const own = useCoop()
  const { before } = props
  const coopId = before?.coopId ?? own.coopId
  const [title, setTitle] = useState(before?.title ?? '')
  const [marks, setMarks] = useState(props.first)
  const [exposure, setExposure] = useState(props.exposure)
  const [conclusion, setConclusion] = useState(props.conclusion)
  const [reason, setReason] = useState('')
  const amount = readAmount(exposure)
  const ready = coopId !== '' && title.trim() !== '' && conclusion.trim() !== '' && amount !== null
  return (
    <WriteDialog
      wide
      verb="assessRisk"
      title={t(before === null ? 'risk.assess' : 'risk.reassess')}
      confirm={t('risk.submit')}
      close={props.close}
      onDone={({ caseId }) => go(`/cases/${caseId}`)}
      input={
        !ready || amount === null
          ? null
          : {
              coopId,
              ...trimmed({ title, reason, conclusion }),
              previousId: before?.assessmentId ?? null,
              factors: marks.map(markOf),
              exposure: amount,
            }
      }
      preview={(answer) => <Score {...answer} />}
    >
      {(faults) => (
        <>
          {before === null ? own.picker : null}
          <ProjectField value={title} error={faults.at('title')} onChange={setTitle} />
          <Marks marks={marks} onChange={setMarks} faults={faults} />
          <div className="form-grid">
            <TextField
              label={t('risk.exposure')}
              inputMode="decimal"
              className="input num"
              value={exposure}
              error={faults.at('exposure')}
              onChange={setExposure}
            />
            {before === null ? null : (
              <Changed value={reason} error={faults.at('reason')} onChange={setReason} />
            )}
          </div>
          <TextArea
            label={t('risk.conclusion')}
            rows={3}
            required
            value={conclusion}
            error={faults.at('conclusion')}
            onChange={setConclusion}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** A factor as the server takes it. */
const markOf = ({ factor, likelihood, impact, mitigation }: MarkDraft) => ({
  factor,
  likelihood,
  impact,
  mitigation: mitigation.trim(),
})

function Score({ total, level }: Pick<Out<'assessRisk'>, 'total' | 'level'>): ReactElement {
  const t = useT()
  return (
    <Notice tone={level === 'high' ? 'fail' : level === 'medium' ? 'depends' : 'pass'}>
      {t('risk.level')} <Tag tone={LEVEL_TONES[level]}>{say(LEVELS[level])}</Tag> {t('risk.total')}{' '}
      {total}
    </Notice>
  )
}

interface WordsProps {
  readonly value: string
  readonly error: string | null
  readonly onChange: (value: string) => void
}

function ProjectField(props: WordsProps): ReactElement {
  const t = useT()
  return <TextField label={t('risk.project')} required {...props} />
}

/** What has changed since the earlier assessment. */
function Changed(props: WordsProps): ReactElement {
  const t = useT()
  return <TextField label={t('risk.changed')} required {...props} />
}

const trimmed = (said: { title: string; reason: string; conclusion: string }) => ({
  title: said.title.trim(),
  reason: said.reason.trim(),
  conclusion: said.conclusion.trim(),
})

const SCALE = [1, 2, 3, 4, 5] as const

function Marks(props: {
  marks: readonly MarkDraft[]
  onChange: (marks: readonly MarkDraft[]) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { marks, faults } = props
  const set = (at: number, part: Partial<MarkDraft>): void =>
    props.onChange(marks.map((mark, i) => (i === at ? { ...mark, ...part } : mark)))
  const scale = (at: number, field: 'likelihood' | 'impact'): ReactElement => (
    <select
      className="input"
      aria-label={`${say(FACTORS[marks[at]?.factor ?? 'market'])} ${t(`risk.${field}`)}`}
      value={marks[at]?.[field] ?? 1}
      onChange={(event) => set(at, { [field]: Number(event.target.value) })}
    >
      {SCALE.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </select>
  )
  return (
    <div className="table-scroll">
      <p className="muted small">{t('risk.scale')}</p>
      <table className="table table-small factor-table">
        <thead>
          <tr>
            <th scope="col">{t('risk.factor')}</th>
            <th scope="col">{t('risk.likelihood')}</th>
            <th scope="col">{t('risk.impact')}</th>
            <th scope="col" className="num">
              {t('risk.score')}
            </th>
            <th scope="col">{t('risk.mitigation')}</th>
          </tr>
        </thead>
        <tbody>
          {marks.map((mark, i) => {
            const wrong = faults.at(`factors[${i}].mitigation`)
            return (
              <tr key={mark.factor}>
                <th scope="row">{say(FACTORS[mark.factor])}</th>
                <td>{scale(i, 'likelihood')}</td>
                <td>{scale(i, 'impact')}</td>
                <td className="num">{mark.likelihood * mark.impact}</td>
                <td>
                  <input
                    className="input"
                    aria-label={`${say(FACTORS[mark.factor])} ${t('risk.mitigation')}`}
                    aria-invalid={wrong === null ? undefined : true}
                    value={mark.mitigation}
                    onChange={(event) => set(i, { mitigation: event.target.value })}
                  />
                  {wrong === null ? null : <p className="field-error">{wrong}</p>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
