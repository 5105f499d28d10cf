import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { PageHead, TabPanel, Tabs } from '../../ui/page.tsx'
import { DivisionEvents } from './division-events.tsx'
import { DivisionLists } from './division-lists.tsx'
import { DivisionTree } from './division-tree.tsx'
import { DivisionWork } from './division-work.tsx'
import './division.css'

const TABS = ['work', 'tree', 'events', 'lists'] as const
type Tab = (typeof TABS)[number]

/** The newest list of divisions, once it is known which one that is. */
function useNewest(): { vintage: string | null; known: boolean } {
  const lists = useRead('listDivisionImports', {})
  const last = lists.data?.imports.at(-1)
  return { vintage: last?.vintage ?? null, known: lists.data !== undefined }
}

/** Towns and villages through the years: what is to be settled, the tree of a day, events, lists. */
export default function Divisions(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const county = ownUnit(useMe())?.kind === 'county'
  const newest = useNewest()
  const vintage = search['vintage'] ?? newest.vintage
  const reconciliation = useRead(
    'readReconciliation',
    { vintage: vintage ?? '' },
    { enabled: county && vintage !== null },
  )
  const asOf = useAsOf()
  const tree = useRead('divisionTree', asOf === undefined ? {} : { asOf })
  const tabs = TABS.filter((tab) => county || tab === 'tree')
  const open = reconciliation.data?.counts.open ?? 0
  const asked = TABS.find((tab) => tab === search['tab'])
  const tab: Tab = asked ?? (county && open > 0 ? 'work' : 'tree')
  return (
    <div className="page">
      <PageHead
        title={t('divisions.title')}
        sentence={<Sentence tree={tree.data} open={county ? open : 0} />}
        actions={tab === 'tree' ? <AsOfPicker /> : undefined}
      />
      <Tabs
        label={t('divisions.tabs')}
        current={tab}
        onChange={(next) => change({ tab: next, page: undefined, q: undefined, town: undefined })}
        tabs={tabs.map((key) => ({
          key,
          label: t(`divisions.tab.${key}`),
          ...(key === 'work' && open > 0 ? { badge: open } : {}),
        }))}
      />
      <TabPanel tab={tab}>
        {tab === 'work' ? (
          <DivisionWork read={reconciliation} none={newest.known && vintage === null} />
        ) : tab === 'tree' ? (
          <DivisionTree read={tree} />
        ) : tab === 'events' ? (
          <DivisionEvents />
        ) : (
          <DivisionLists />
        )}
      </TabPanel>
    </div>
  )
}

/** How many units there are by which list, and how many still wait for a word on their fate. */
function Sentence(props: { tree: Out<'divisionTree'> | undefined; open: number }): ReactElement {
  const t = useT()
  const { tree, open } = props
  if (tree === undefined) return <>…</>
  const { towns, villages, communities } = tree.total
  return (
    <>
      {tree.vintage === null
        ? say(tree.countingRule)
        : t('divisions.sentence', {
            asOf: tree.asOf,
            vintage: asWritten(tree.vintage),
            towns,
            villages,
            communities,
          })}
      {open === 0 ? null : ` ${t('divisions.sentenceOpen', { n: open })}`}
    </>
  )
}
