import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { csvOf, saveText } from '../../ui/csv.ts'
import { ClearFilters, FilterText } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { CountingNote } from './counting-note.tsx'
import { LEVEL_WORDS } from './words.ts'

type Tree = Out<'divisionTree'>
type Node = Tree['nodes'][number]

interface ReadOf<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

/** The divisions as they stood on a day: towns, their villages, and what the newest list does not name. */
export function DivisionTree({ read }: { read: ReadOf<Tree> }): ReactElement {
  return <Loaded read={read}>{(tree) => <Shown tree={tree} />}</Loaded>
}

const isTown = (node: Node): boolean => node.level === 'town'
const isPlace = (node: Node): boolean => node.level === 'village' || node.level === 'community'

function Shown({ tree }: { tree: Tree }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const q = (search['q'] ?? '').trim()
  const below = Map.groupBy(tree.nodes.filter(isPlace), (node) => node.parentId ?? '')
  const fits = (node: Node): boolean =>
    q === '' || node.shortName.includes(q) || (node.code ?? '').startsWith(q)
  const towns = tree.nodes
    .filter(isTown)
    .map((town) => {
      const all = below.get(town.id) ?? []
      return { town, all, shown: q !== '' && fits(town) ? all : all.filter(fits) }
    })
    .filter(({ town, shown }) => shown.length > 0 || fits(town))
  const save = (): void =>
    saveText(
      `${t('divisions.title')} ${tree.asOf}.csv`,
      csvOf([
        ['code', 'name', 'level', 'town'],
        ...towns.flatMap(({ town, shown }) =>
          [town, ...shown].map((node) => [
            node.code ?? '',
            node.name,
            say(LEVEL_WORDS[node.level]),
            town.shortName,
          ]),
        ),
      ]),
    )
  return (
    <Panel
      title={t('divisions.tab.tree')}
      extra={<CountingNote rule={tree.countingRule} />}
      hint={tree.vintage === null ? undefined : t('divisions.vintageOf', { vintage: tree.vintage })}
    >
      <div className="data-bar no-print">
        <div className="data-filters">
          <FilterText name="q" label={t('divisions.find')} />
          <ClearFilters names={['q']} />
        </div>
        <Tools onSave={save} />
      </div>
      {towns.length === 0 ? (
        <Empty title={t('common.noRows')} hint={t('common.noRowsHint')} />
      ) : (
        <div className="towns">
          {towns.map((one) => (
            <Town key={one.town.id} {...one} open={q !== ''} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function Tools({ onSave }: { onSave: () => void }): ReactElement {
  const t = useT()
  return (
    <div className="data-tools">
      <button
        type="button"
        className="button-plain"
        aria-label={t('common.exportCsv')}
        title={t('common.exportCsv')}
        onClick={onSave}
      >
        <Icon name="export" size={18} />
      </button>
      <button
        type="button"
        className="button-plain"
        aria-label={t('common.print')}
        title={t('common.print')}
        onClick={() => window.print()}
      >
        <Icon name="print" size={18} />
      </button>
    </div>
  )
}

function Town(props: {
  town: Node
  all: readonly Node[]
  shown: readonly Node[]
  open: boolean
}): ReactElement {
  const t = useT()
  const { town, all, shown } = props
  const villages = all.filter((node) => node.inLatestList && node.level === 'village').length
  const communities = all.filter((node) => node.inLatestList && node.level === 'community').length
  const unlisted = all.filter((node) => !node.inLatestList).length
  return (
    <details key={String(props.open)} open={props.open} className="town">
      <summary>
        <Icon name="right" size={14} />
        <strong>{town.shortName}</strong>
        <span className="mono muted">{town.code ?? ''}</span>
        <span className="muted">{t('divisions.townCounts', { villages, communities })}</span>
        {unlisted === 0 ? null : (
          <Tag tone="depends">{t('divisions.unlistedCount', { n: unlisted })}</Tag>
        )}
      </summary>
      <ul className="town-villages">
        {shown.map((node) => (
          <li key={node.id}>
            <Go to={paths.village(node.id)} title={asWritten(node.name)}>
              {node.shortName}
            </Go>
            {node.level === 'community' ? <Tag>{say(LEVEL_WORDS.community)}</Tag> : null}
            {node.inLatestList ? null : <Tag tone="depends">{t('divisions.unlisted')}</Tag>}{' '}
            <span className="mono muted small">{node.code ?? t('divisions.noCode')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
