import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { TextField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ASSET_WORDS } from './words.ts'

type Project = Out<'readFounding'>
type Asset = Out<'suggestAssets'>['rows'][number]

/** The village's idle assets, those that suit the project first. */
export function AssetMatch({ project }: { project: Project }): ReactElement {
  const t = useT()
  const may = useMay()
  const assets = useRead('suggestAssets', { projectId: project.projectId })
  const [chosen, setChosen] = useState<Asset | null>(null)
  const acts = project.state === 'running' && may('matchAsset')
  return (
    <Panel
      title={t('project.assets')}
      extra={<Go to={paths.assets({ unitId: project.village.id })}>{t('assets.title')}</Go>}
    >
      <Loaded read={assets} lines={3}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t('assets.none')}</p>
          ) : (
            <ul className="plain-list paper-list">
              {rows.slice(0, 8).map((row) => (
                <li key={row.assetId}>
                  <span>
                    {asWritten(row.name)}{' '}
                    <span className="muted small">
                      {say(ASSET_WORDS[row.kind])} {t('assets.free')} {row.free} {row.measure}
                      {row.matched === '0' ? '' : ` · ${t('assets.matched')} ${row.matched}`}
                    </span>{' '}
                    {row.suits ? (
                      <Tag tone="pass">{row.reason === null ? '' : say(row.reason)}</Tag>
                    ) : null}
                  </span>
                  {acts && row.idle !== '0' ? (
                    <button type="button" className="button-link" onClick={() => setChosen(row)}>
                      {t('assets.match')}
                    </button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {chosen === null ? null : (
        <Match project={project} asset={chosen} close={() => setChosen(null)} />
      )}
    </Panel>
  )
}

function Match(props: { project: Project; asset: Asset; close: () => void }): ReactElement {
  const t = useT()
  const { asset } = props
  const [quantity, setQuantity] = useState(asset.matched === '0' ? asset.free : asset.matched)
  return (
    <WriteDialog
      title={t('assets.matchOf', { name: asset.name })}
      confirm={t('common.save')}
      verb="matchAsset"
      input={
        quantity.trim() === ''
          ? null
          : {
              projectId: props.project.projectId,
              assetId: asset.assetId,
              quantity: quantity.trim(),
            }
      }
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <TextField
          label={t('assets.quantity')}
          hint={t('assets.matchHint', { free: asset.free, measure: asset.measure })}
          inputMode="decimal"
          value={quantity}
          error={faults.at('quantity')}
          onChange={setQuantity}
        />
      )}
    </WriteDialog>
  )
}
