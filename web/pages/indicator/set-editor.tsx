import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { TextField } from '../../ui/field.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type RankingSet = Out<'readRanking'>['set']
type Line = RankingSet['lines'][number]

const WEIGHT = /^\d{1,6}(\.\d{1,4})?$/

/** The county sets what towns are ranked by; the places that it would give are shown while it is typed. */
export function SetEditor(props: { set: RankingSet; close: () => void }): ReactElement {
  const t = useT()
  const { set } = props
  const [lines, setLines] = useState<readonly Line[]>(set.lines)
  const [source, setSource] = useState('')
  const read = useRead('listRankingSets', {})
  const heads = new Map((read.data?.indicators ?? []).map((head) => [head.id, head]))
  const complete = source.trim() !== '' && lines.every(({ weight }) => WEIGHT.test(weight))
  const input: In<'saveRankingSet'> = {
    set: set.id,
    title: set.title,
    level: set.level,
    groups: set.groups,
    lines: [...lines],
    source: source.trim() === '' ? '—' : source.trim(),
  }
  const change = (at: number, next: Partial<Line>): void =>
    setLines(lines.map((line, i) => (i === at ? { ...line, ...next } : line)))
  const unused = Array.from(heads.values()).filter(
    ({ id, direction }) => direction !== 'none' && !lines.some(({ indicator }) => indicator === id),
  )
  return (
    <WriteDialog
      verb="saveRankingSet"
      input={complete ? input : null}
      title={`${t('rk.edit')} · ${say(set.title)}`}
      confirm={t('rk.save')}
      close={props.close}
      onDone={() => undefined}
      preview={(answer) => <Preview answer={answer} />}
    >
      {(faults) => (
        <>
          <p className="muted">{t('rk.weightsHint')}</p>
          <div className="rank-edit">
            {lines.map((line, i) => (
              <LineFields
                key={line.indicator}
                line={line}
                set={set}
                title={say(
                  heads.get(line.indicator)?.title ?? { zh: line.indicator, en: line.indicator },
                )}
                error={faults.at(`lines[${i}].indicator`) ?? faults.at(`lines[${i}].weight`)}
                change={(next) => change(i, next)}
                remove={() => setLines(lines.filter((_, at) => at !== i))}
              />
            ))}
          </div>
          <AddLine
            unused={unused}
            add={(indicator) =>
              setLines([
                ...lines,
                { indicator, weight: '10', normalise: 'minmax', group: set.groups[0]?.id ?? '' },
              ])
            }
          />
          <TextField
            label={t('rk.source')}
            value={source}
            onChange={setSource}
            error={faults.at('source')}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** One more indicator to rank by. */
function AddLine(props: {
  unused: readonly { readonly id: string; readonly title: { zh: string; en: string } }[]
  add: (indicator: string) => void
}): ReactElement {
  const t = useT()
  return (
    <label className="filter">
      <span>{t('rk.add')}</span>
      <select value="" onChange={(event) => props.add(event.target.value)}>
        <option value="">…</option>
        {props.unused.map((head) => (
          <option key={head.id} value={head.id}>
            {say(head.title)}
          </option>
        ))}
      </select>
    </label>
  )
}

function LineFields(props: {
  line: Line
  set: RankingSet
  title: string
  error: string | null | undefined
  change: (next: Partial<Line>) => void
  remove: () => void
}): ReactElement {
  const t = useT()
  const { line, set, title } = props
  return (
    <>
      <span>
        {title}{' '}
        <button
          type="button"
          className="button-plain"
          aria-label={`${t('rk.remove')} ${title}`}
          onClick={props.remove}
        >
          ×
        </button>
        {props.error === null || props.error === undefined ? null : (
          <span className="field-error"> {props.error}</span>
        )}
      </span>
      <input
        className="input num"
        inputMode="decimal"
        aria-label={`${t('rk.weights')} ${title}`}
        aria-invalid={WEIGHT.test(line.weight) ? undefined : true}
        value={line.weight}
        onChange={(event) => props.change({ weight: event.target.value.trim() })}
      />
      <select
        className="input"
        aria-label={`${t('rk.parts')} ${title}`}
        value={line.group}
        onChange={(event) => props.change({ group: event.target.value })}
      >
        {set.groups.map((group) => (
          <option key={group.id} value={group.id}>
            {say(group.title)}
          </option>
        ))}
      </select>
    </>
  )
}

function Preview({ answer }: { answer: Out<'saveRankingSet'> }): ReactElement {
  const t = useT()
  return (
    <div>
      <p className="muted">{t('rk.preview', { period: answer.period })}</p>
      <ol className="rank-preview">
        {answer.rows.slice(0, 30).map(({ unit, rank, before }) => (
          <li key={unit.id} value={rank}>
            {asWritten(unit.name)}{' '}
            {before === null || before === rank ? null : (
              <span className={before > rank ? 'figure-better' : 'figure-worse'}>
                {t('rk.was', { n: before })}
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
