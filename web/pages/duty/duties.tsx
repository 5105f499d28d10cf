import type { ReactElement } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/duty.ts'
import { useUrl } from '../../navigation.tsx'
import { ownUnit, useMe } from '../../session.tsx'
import { PageHead, TabPanel, Tabs } from '../../ui/page.tsx'
import { Catalogue } from './catalogue.tsx'
import { Holders } from './holders.tsx'
import { DutyMatrix } from './matrix.tsx'
import { Mechanism } from './mechanism.tsx'
import './duty.css'

/** 责任落实: duties of the posts, what proves them, who holds the posts, the mechanism. */
export default function Duties(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const own = ownUnit(useMe())
  const tab = search['tab'] ?? 'matrix'
  const asOf = search['asOf']
  const print = (format: 'pdf' | 'docx') => (): void => {
    if (own !== null) void download('printDutyList', { unitId: own.id, asOf, format })
  }
  return (
    <div className="page">
      <PageHead
        title={t('duty.title')}
        sentence={t('duty.lead')}
        actions={
          own === null ? null : (
            <>
              <button type="button" className="button" onClick={print('pdf')}>
                {t('duty.print')}
              </button>
              <button type="button" className="button" onClick={print('docx')}>
                {t('duty.word')}
              </button>
            </>
          )
        }
      />
      <Tabs
        label={t('duty.tabs')}
        current={tab}
        onChange={(key) => change({ tab: key === 'matrix' ? undefined : key, page: undefined })}
        tabs={[
          { key: 'matrix', label: t('duty.tabMatrix') },
          { key: 'catalogue', label: t('duty.tabCatalogue') },
          { key: 'holders', label: t('duty.tabHolders') },
          { key: 'mechanism', label: t('duty.tabMechanism') },
        ]}
      />
      <TabPanel tab={tab}>
        {tab === 'catalogue' ? (
          <Catalogue />
        ) : tab === 'holders' ? (
          <Holders />
        ) : tab === 'mechanism' ? (
          <Mechanism />
        ) : (
          <DutyMatrix />
        )}
      </TabPanel>
    </div>
  )
}
