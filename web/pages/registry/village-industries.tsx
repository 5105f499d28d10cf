import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { useMay } from '../../session.tsx'
import { Day } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { VillageIndustry } from './village-industry.tsx'

type Village = Out<'readVillage'>
type Industry = Village['industries'][number]

/** What the village lives by, with the doors to record, change and give up an industry. */
export function VillageIndustries(props: { village: Village; onDone: () => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const { village, onDone } = props
  const [asked, setAsked] = useState<{ industry: Industry | null; ending: boolean } | null>(null)
  const mayWrite = may('recordVillageIndustries')
  return (
    <Panel
      title={t('village.industries')}
      extra={
        mayWrite ? (
          <button
            type="button"
            className="button no-print"
            onClick={() => setAsked({ industry: null, ending: false })}
          >
            {t('industry.add')}
          </button>
        ) : undefined
      }
    >
      {village.industries.length === 0 ? (
        <p className="muted">{t('village.noIndustries')}</p>
      ) : (
        <IndustryTable
          industries={village.industries}
          {...(mayWrite ? { onAsk: (industry, ending) => setAsked({ industry, ending }) } : {})}
        />
      )}
      {asked === null ? null : (
        <VillageIndustry
          village={village}
          {...asked}
          close={() => setAsked(null)}
          onDone={onDone}
        />
      )}
    </Panel>
  )
}

function IndustryTable(props: {
  industries: readonly Industry[]
  onAsk?: (industry: Industry, ending: boolean) => void
}): ReactElement {
  const t = useT()
  const { onAsk } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('village.industries')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('villages.industries')}</th>
            <th scope="col" className="num">
              {t('coops.area')}
            </th>
            <th scope="col" className="num">
              {t('industry.households')}
            </th>
            <th scope="col">{t('common.from')}</th>
            <th scope="col">{t('common.note')}</th>
            {onAsk === undefined ? null : <th scope="col">{t('common.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {props.industries.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.industry.name}</th>
              <td className="num">{one.areaMu ?? '—'}</td>
              <td className="num">{one.households ?? '—'}</td>
              <td className="nowrap">
                <Day value={one.validFrom} />
              </td>
              <td>{one.note}</td>
              {onAsk === undefined ? null : (
                <td>
                  <span className="row">
                    <button type="button" className="button-link" onClick={() => onAsk(one, false)}>
                      {t('common.edit')}
                    </button>
                    <button type="button" className="button-link" onClick={() => onAsk(one, true)}>
                      {t('industry.end')}
                    </button>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
