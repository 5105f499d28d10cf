import type { ReactElement } from 'react'
import { useT } from '../../locale/trade.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { TabPanel, Tabs } from '../../ui/page.tsx'
import { BookFrame, useCoopId } from '../ledger/book-frame.tsx'
import { type BookRow, periodOfDay } from '../ledger/words.ts'
import { EntryTab } from './entry-tab.tsx'
import { ListTab } from './list-tab.tsx'
import { MembersTab } from './members-tab.tsx'
import { OrdersTab } from './orders-tab.tsx'
import { PostingTab } from './posting-tab.tsx'
import { ProductsTab } from './products-tab.tsx'
import { SettlementsTab } from './settlements-tab.tsx'
import './trade.css'

const TABS = ['entry', 'list', 'members', 'post', 'orders', 'settlements', 'products'] as const
type Tab = (typeof TABS)[number]

/** What stands in the address of one tab and means nothing in another. */
const OF_A_TAB = {
  page: undefined,
  batch: undefined,
  memberId: undefined,
  orderId: undefined,
  settlement: undefined,
  kind: undefined,
  productId: undefined,
  posted: undefined,
  pending: undefined,
  with: undefined,
  from: undefined,
  to: undefined,
  state: undefined,
  new: undefined,
}

/** What one co-op trades with its members and others: recorded, looked at, booked. */
export default function TradePage(): ReactElement {
  const t = useT()
  const may = useMay()
  const coopId = useCoopId()
  const [search, change] = useUrl()
  const tabs = TABS.filter((tab) => tab !== 'entry' || may('recordTrades'))
  const tab = tabs.find((one) => one === search['tab']) ?? tabs[0] ?? 'list'
  const open = useRead('listTrades', { coopId, posted: 'open', limit: 1 })
  return (
    <BookFrame
      place="trade"
      wide
      title={t('trade.title')}
      sentence={() => <Sentence coopId={coopId} open={open.data?.total} />}
    >
      {(book) => (
        <>
          <Tabs
            label={t('trade.title')}
            current={tab}
            onChange={(next) => change({ ...OF_A_TAB, tab: next }, false)}
            tabs={tabs.map((key) => ({
              key,
              label: t(`tab.${key}`),
              ...(key === 'post' && (open.data?.total ?? 0) > 0 ? { badge: open.data?.total } : {}),
            }))}
          />
          <TabPanel tab={tab}>
            <TabBody key={coopId} tab={tab} book={book} />
          </TabPanel>
        </>
      )}
    </BookFrame>
  )
}

function TabBody({ tab, book }: { tab: Tab; book: BookRow }): ReactElement {
  const { coopId } = book
  switch (tab) {
    case 'entry':
      return <EntryTab coopId={coopId} />
    case 'list':
      return <ListTab coopId={coopId} />
    case 'members':
      return <MembersTab coopId={coopId} />
    case 'post':
      return <PostingTab book={book} />
    case 'orders':
      return <OrdersTab coopId={coopId} />
    case 'settlements':
      return <SettlementsTab coopId={coopId} />
    case 'products':
      return <ProductsTab coopId={coopId} />
  }
}

/** How the month stands, in one sentence. */
function Sentence(props: { coopId: string; open: number | undefined }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const period = periodOfDay(clock.today)
  const month = useRead('listTrades', { coopId: props.coopId, period, limit: 1 })
  if (month.data === undefined || props.open === undefined) return <>…</>
  const { members, others, total } = month.data
  return (
    <>
      {t('trade.sentence', {
        month: period % 100,
        n: total,
        members: showYuan(members.amount) ?? '',
        others: showYuan(others.amount) ?? '',
      })}
      {t(props.open === 0 ? 'trade.allPosted' : 'trade.open', { n: props.open })}
    </>
  )
}
