import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { showPercent } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { StackedShareBar } from '../../ui/share-bar.tsx'
import { structureOf } from './structure.ts'

type Coop = Out<'readCooperative'>['cooperative']

/** Who leads and who holds, as a drawing: the branch leads without holding, the collective holds. */
export function StructureChart(props: { coop: Coop; register: Out<'readRegister'> }): ReactElement {
  const t = useT()
  const { coop, register } = props
  const parts = structureOf(register.rows)
  const collective = parts.find((part) => part.bucket === 'collective')
  return (
    <div className="stack">
      <div className="structure" aria-hidden="true">
        <div className="structure-node structure-branch">
          <Icon name="branch" />
          <span>{coop.branch?.name ?? t('common.unknown')}</span>
        </div>
        <span className="structure-link structure-leads">{t('coop.leads')}</span>
        <div className="structure-node structure-coop">
          <Icon name="coop" />
          <strong>{coop.name}</strong>
        </div>
        <span className="structure-link structure-holds">
          {t('coop.holds')} {collective === undefined ? '0%' : showPercent(collective.share)}
        </span>
        <div className="structure-node">
          <Icon name="money" />
          <span>{coop.collective?.name ?? t('common.unknown')}</span>
        </div>
      </div>
      <StackedShareBar
        label={t('coop.structure')}
        parts={parts.map((part) => ({
          key: part.bucket,
          label: `${t(part.label)} · ${part.holders}`,
          amount: part.amount,
          share: part.share,
          tone: part.bucket === 'other' ? 'unit' : part.bucket,
        }))}
      />
    </div>
  )
}
