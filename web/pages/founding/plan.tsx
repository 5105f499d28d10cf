import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { displayPercent, fraction } from '../../../src/kernel/fraction.ts'
import { parseYuan } from '../../../src/kernel/money.ts'
import { isRefusal, type Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { FindingList } from '../../ui/finding-list.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Loaded, Skeleton } from '../../ui/state.tsx'
import { type FaultBook } from '../registry/use-trial.ts'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import { AddHolder } from './add-holder.tsx'
import { type Line, linesOf, planOf } from './plan-draft.ts'
import { PlanRow } from './plan-row.tsx'
import { HOLDER_WORDS } from './words.ts'
import './founding.css'

type Project = Out<'readFounding'>
type Saved = Out<'readSharePlan'>
type Check = Saved['check']

/** The share plan: founders and what they promise, judged while it is typed. */
export default function PlanPage(): ReactElement {
  const { projectId = '' } = useParams({ strict: false }) as { projectId?: string }
  const project = useRead('readFounding', { projectId })
  const plan = useRead('readSharePlan', { projectId })
  const none = isRefusal(plan.error, 'not_found')
  return (
    <div className="page">
      <Loaded read={project}>
        {(data) =>
          plan.data === undefined && !none ? (
            <Skeleton lines={8} />
          ) : (
            <Editor key={plan.data?.version ?? 0} project={data} saved={plan.data ?? null} />
          )
        }
      </Loaded>
    </div>
  )
}

function Editor({ project, saved }: { project: Project; saved: Saved | null }): ReactElement {
  const t = useT()
  const may = useMay()
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(saved?.holders ?? []))
  const [stored, setStored] = useState<number | null>(null)
  const checked = project.steps.some(({ key, status }) => key === 'town-check' && status === 'done')
  const open = project.state === 'running' && !checked && may('saveSharePlan')
  const plan = open ? planOf(lines) : null
  const write = useWrite({
    verb: 'saveSharePlan',
    input: plan === null ? null : { projectId: project.projectId, plan },
    onDone: ({ version }) => setStored(version),
  })
  const check = write.trial.data?.check ?? saved?.check ?? null
  return (
    <div onKeyDown={write.onKeyDown}>
      <PageHead
        title={t('plan.title')}
        trail={[
          {
            key: 'project',
            node: <Go to={paths.founding(project.projectId)}>{asWritten(project.name)}</Go>,
          },
        ]}
        sentence={<PlanSentence lines={lines} check={check} judged={project.coop !== null} />}
        actions={
          open ? (
            <button
              type="button"
              className="button button-primary"
              disabled={!write.ready}
              onClick={write.submit}
            >
              {t('plan.save')}
            </button>
          ) : undefined
        }
      />
      {stored === null ? null : <Notice tone="pass">{t('plan.saved', { version: stored })}</Notice>}
      {saved?.opened === true ? <Notice tone="info">{t('plan.opened')}</Notice> : null}
      {open || saved?.opened === true ? null : <Notice tone="info">{t('plan.readOnly')}</Notice>}
      <div className="founding-columns">
        <Panel
          title={t('plan.title')}
          extra={
            open ? <AddHolder project={project} lines={lines} onChange={setLines} /> : undefined
          }
        >
          {open ? (
            <Rows lines={lines} faults={write.faults} onChange={setLines} />
          ) : (
            <ReadOnly lines={lines} />
          )}
          <RefusedRest error={write.error} faults={write.faults} />
        </Panel>
        <Panel title={t('plan.live')}>
          {check === null ? (
            <p className="muted">{t('plan.unjudged')}</p>
          ) : (
            <FindingList findings={check.findings.map(withoutRows)} nameOf={(id) => id} />
          )}
        </Panel>
      </div>
    </div>
  )
}

/** Rows and fixes of a plan name holders that do not exist yet. */
const withoutRows = (finding: NonNullable<Check>['findings'][number]) => ({
  ...finding,
  rows: [],
  fix: null,
})

const totalOf = (lines: readonly Line[]): bigint =>
  lines.reduce((all, { amount }) => all + (parseYuan(amount.trim()) ?? 0n), 0n)

export const shareOf = (line: Line, total: bigint): string => {
  const amount = parseYuan(line.amount.trim())
  return amount === null || total === 0n ? '' : displayPercent(fraction(amount, total))
}

const yuanOf = (fen: bigint): string =>
  showYuan(`${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`) ?? ''

function PlanSentence(props: {
  lines: readonly Line[]
  check: Check
  judged: boolean
}): ReactElement {
  const t = useT()
  const { lines, check } = props
  const holders = new Set(lines.map((line) => line.personId ?? `${line.kind} ${line.name}`)).size
  const verdict =
    check === null
      ? t('plan.unjudged')
      : check.blocks === 0
        ? t('plan.pass')
        : t('plan.fail', { n: check.blocks })
  return <>{t('plan.sentence', { holders, total: yuanOf(totalOf(lines)), verdict })}</>
}

interface RowsProps {
  readonly lines: readonly Line[]
  readonly faults: FaultBook
  readonly onChange: (lines: readonly Line[]) => void
}

function Rows({ lines, onChange }: RowsProps): ReactElement {
  const total = totalOf(lines)
  const set = (key: string, change: Partial<Line>): void =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...change } : line)))
  return (
    <ul className="plain-list">
      {lines.map((line) => (
        <PlanRow
          key={line.key}
          line={line}
          share={shareOf(line, total)}
          onChange={(change) => set(line.key, change)}
          onRemove={() => onChange(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
    </ul>
  )
}

function ReadOnly({ lines }: { lines: readonly Line[] }): ReactElement {
  const t = useT()
  const total = totalOf(lines)
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th>{t('plan.holder')}</th>
            <th>{t('plan.kind')}</th>
            <th className="num">{t('plan.amount')}</th>
            <th className="num">{t('plan.share')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{asWritten(line.name)}</th>
              <td>{say(HOLDER_WORDS[line.kind])}</td>
              <td className="num">{showYuan(line.amount)}</td>
              <td className="num">{shareOf(line, total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
