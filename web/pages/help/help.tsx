import type { ReactElement } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { PageHead, TabPanel, Tabs } from '../../ui/page.tsx'
import { Changes } from './changes.tsx'
import { Helpers } from './helpers.tsx'
import { Matrix } from './matrix.tsx'
import { Pairings } from './pairings.tsx'
import { Rules } from './rules.tsx'
import './help.css'

type Whole = Out<'readHelpMatrix'>

/** 联系帮包: who helps which co-op, what is missing, what to change. */
export default function Help(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const own = ownUnit(useMe())
  const tab = search['tab'] ?? 'matrix'
  const whole = useRead('readHelpMatrix', { limit: 1 })
  const print = (format: 'pdf' | 'docx') => (): void => {
    if (own !== null) void download('printHelpRoster', { unitId: own.id, format })
  }
  return (
    <div className="page">
      <PageHead
        title={t('help.title')}
        sentence={whole.data === undefined ? '…' : <Sentence whole={whole.data} />}
        actions={
          own === null ? null : (
            <>
              <button type="button" className="button" onClick={print('pdf')}>
                {t('help.roster')}
              </button>
              <button type="button" className="button" onClick={print('docx')}>
                {t('help.rosterWord')}
              </button>
            </>
          )
        }
      />
      <Tabs
        label={t('help.tabs')}
        current={tab}
        onChange={(key) => change({ tab: key === 'matrix' ? undefined : key, page: undefined })}
        tabs={[
          { key: 'matrix', label: t('help.tabMatrix') },
          { key: 'changes', label: t('help.tabChanges'), badge: whole.data?.changes.length },
          { key: 'helpers', label: t('help.tabHelpers') },
          { key: 'pairings', label: t('help.tabPairings') },
          { key: 'rules', label: t('help.tabRules') },
        ]}
      />
      <TabPanel tab={tab}>
        {tab === 'changes' ? (
          <Changes read={whole} />
        ) : tab === 'helpers' ? (
          <Helpers />
        ) : tab === 'pairings' ? (
          <Pairings />
        ) : tab === 'rules' ? (
          <Rules />
        ) : (
          <Matrix />
        )}
      </TabPanel>
    </div>
  )
}

function Sentence({ whole }: { whole: Whole }): ReactElement {
  const t = useT()
  const sum = (of: 'gaps' | 'doubles'): number =>
    whole.totals.reduce((total, one) => total + one[of], 0)
  const values = {
    coops: whole.total,
    gaps: sum('gaps'),
    doubles: sum('doubles'),
    overloads: whole.overloads.length,
  }
  const fine = values.gaps + values.doubles + values.overloads === 0
  return <>{fine ? t('help.sentenceFine', { coops: values.coops }) : t('help.sentence', values)}</>
}
