import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'

type Block = Out<'readReport'>['blocks'][number]
type Run = Extract<Block, { kind: 'text' }>['runs'][number]
type Ref = Exclude<Run, string>['ref']

/** A report as it reads; every number leads to where it comes from. */
export function ReportBlocks({ blocks }: { blocks: readonly Block[] }): ReactElement {
  return (
    <>
      {blocks.map((block, i) => (
        <One key={`${block.kind}${i}`} block={block} />
      ))}
    </>
  )
}

function One({ block }: { block: Block }): ReactElement {
  switch (block.kind) {
    case 'heading':
      return <h2>{asWritten(block.text)}</h2>
    case 'page':
      return (
        <h2 className="report-page">
          <span className="muted small">{asWritten(block.label)}</span> {asWritten(block.title)}
        </h2>
      )
    case 'text':
      return (
        <p className="report-text">
          <Runs runs={block.runs} />
        </p>
      )
    case 'table':
      return (
        <div className="report-scroll" tabIndex={0} role="region" aria-label={block.caption}>
          <table className="report-table">
            <caption>{asWritten(block.caption)}</caption>
            <thead>
              <tr>
                {block.columns.map(({ title }) => (
                  <th key={title} scope="col">
                    {asWritten(title)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, k) => (
                    <td key={k} data-align={block.columns[k]?.align}>
                      <Runs runs={[cell]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
  }
}

function Runs({ runs }: { runs: readonly Run[] }): ReactElement {
  return (
    <>
      {runs.map((run, i) =>
        typeof run === 'string' ? (
          <span key={i}>{asWritten(run)}</span>
        ) : (
          <Figure key={i} n={run.n} at={run.ref} />
        ),
      )}
    </>
  )
}

function Figure({ n, at }: { n: string; at: Ref }): ReactElement {
  const to = doorOf(at)
  return to === null ? <b>{n}</b> : <Go to={to}>{n}</Go>
}

/** Where a number opens: its indicator, the ranking, or the rows it counts. */
function doorOf(at: Ref): string | null {
  if (at.from === 'figure') {
    const query = new URLSearchParams({ unitId: at.unitId, editionId: at.editionId })
    return `/figures/${at.indicator}?${query.toString()}`
  }
  if (at.from === 'ranking') {
    return `/ranking?${new URLSearchParams({ editionId: at.editionId }).toString()}`
  }
  const [first] = at.ids
  if (first === undefined) return null
  if (at.of === 'problem') {
    return at.ids.length === 1 ? paths.problem(first) : paths.problems({ state: 'all' })
  }
  if (at.of === 'source') return paths.problems({ tab: 'sources' })
  if (at.of === 'listing') return paths.problems({ tab: 'listings' })
  return paths.assignments({ state: 'all' })
}
