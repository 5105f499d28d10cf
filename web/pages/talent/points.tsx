import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/talent.ts'
import { comma, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { Notice, PageHead, Panel, TabPanel, Tabs } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Appeals } from './appeals.tsx'
import { BranchPoints } from './branch-points.tsx'
import { ClosePoints } from './point-forms.tsx'
import { PointSums } from './point-sums.tsx'
import './talent.css'

/** 党员积分: the branch sees its own members, everybody above only sums; no list ranks anybody. */
export default function Points(): ReactElement {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const own = ownUnit(me)
  const [search, change] = useUrl()
  const [closing, setClosing] = useState(false)
  const branch = may('readBranchPoints') && own?.kind === 'village'
  const tab = search['tab'] ?? (branch ? 'branch' : 'sums')
  const year = Number(search['year'] ?? me.clock.today.slice(0, 4))
  const appeals = useRead(
    'listPointAppeals',
    { state: 'open', limit: 1 },
    { enabled: may('listPointAppeals') },
  )
  const open = appeals.data?.open ?? 0
  return (
    <div className="page">
      <PageHead
        title={t('points.title')}
        sentence={t('points.noRank')}
        actions={
          may('closePointYear') && own !== null ? (
            <button type="button" className="button" onClick={() => setClosing(true)}>
              {t('points.close')}
            </button>
          ) : null
        }
      />
      <Tabs
        label={t('points.title')}
        current={tab}
        onChange={(key) => change({ tab: key, page: undefined })}
        tabs={[
          ...(branch ? [{ key: 'branch', label: t('points.tabBranch') }] : []),
          { key: 'sums', label: t('points.tabSums') },
          ...(may('listPointAppeals')
            ? [
                {
                  key: 'appeals',
                  label: t('points.tabAppeals'),
                  badge: open === 0 ? undefined : open,
                },
              ]
            : []),
          { key: 'rules', label: t('points.tabRules') },
        ]}
      />
      <TabPanel tab={tab}>
        {tab === 'branch' && branch ? (
          <BranchPoints villageId={own.id} year={year} />
        ) : tab === 'appeals' && may('listPointAppeals') ? (
          <Appeals />
        ) : tab === 'rules' ? (
          <What />
        ) : (
          <PointSums year={year} />
        )}
      </TabPanel>
      {closing && own !== null ? (
        <ClosePoints unitId={own.id} close={() => setClosing(false)} />
      ) : null}
    </div>
  )
}

/** What counts and what does not, as it is told to everybody. */
function What(): ReactElement {
  const t = useT()
  const read = useRead('readTalentRules', {})
  return (
    <Panel title={t('points.tabRules')}>
      <Loaded read={read}>
        {({ rules }) => (
          <>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('trules.titleZh')}</th>
                  <th className="right">{t('trules.points')}</th>
                  <th className="right">{t('trules.cap')}</th>
                </tr>
              </thead>
              <tbody>
                {rules.points.items.map((item) => (
                  <tr key={item.key}>
                    <td>{say(item.title)}</td>
                    <td className="right num">{item.points}</td>
                    <td className="right num">{item.yearCap}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Notice tone="info">
              {t('points.excluded', { list: rules.points.excluded.map(say).join(comma()) })}
            </Notice>
          </>
        )}
      </Loaded>
    </Panel>
  )
}
