import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Scroll } from '../statements/parts.tsx'
import { EditIndicator, EditParameters } from './definition-forms.tsx'
import { GROUP_WORDS, MARK_WORDS } from './words.ts'
import './indicator.css'

type Defined = Out<'listIndicators'>
type Indicator = Defined['indicators'][number]
type Named = { readonly kind: 'indicator' | 'parameters'; readonly name: string }

/** What every indicator means, in words, with its source; the county changes it here, version by version. */
export default function DefinitionsPage(): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('listIndicators', {})
  const [editing, setEditing] = useState<Indicator | null>(null)
  const [setting, setSetting] = useState(false)
  const [seen, setSeen] = useState<Named | null>(null)
  const { data } = read
  return (
    <div className="page page-wide">
      <PageHead
        title={t('def.title')}
        sentence={
          data === undefined
            ? '…'
            : t('def.sentence', {
                n: data.indicators.length,
                own: data.indicators.filter(({ own }) => own).length,
              })
        }
      />
      <Loaded read={read} lines={14}>
        {(defined) => (
          <>
            <ParametersPanel
              of={defined.parameters}
              edit={may('saveParameters') ? () => setSetting(true) : null}
              versions={() => setSeen({ kind: 'parameters', name: 'parameters' })}
            />
            <Groups
              defined={defined}
              edit={may('saveIndicator') ? setEditing : null}
              versions={(name) => setSeen({ kind: 'indicator', name })}
            />
          </>
        )}
      </Loaded>
      {editing === null || data === undefined ? null : (
        <EditIndicator one={editing} facts={data.facts} close={() => setEditing(null)} />
      )}
      {setting && data !== undefined ? (
        <EditParameters of={data.parameters} close={() => setSetting(false)} />
      ) : null}
      {seen === null ? null : <Versions of={seen} close={() => setSeen(null)} />}
    </div>
  )
}

function ParametersPanel(props: {
  of: Defined['parameters']
  edit: (() => void) | null
  versions: () => void
}): ReactElement {
  const t = useT()
  const { of, edit, versions } = props
  return (
    <Panel
      title={t('def.parameters')}
      extra={
        <>
          {edit === null ? null : (
            <button type="button" className="button button-small" onClick={edit}>
              {t('def.edit')}
            </button>
          )}
          <button type="button" className="button button-small" onClick={versions}>
            {t('def.versions')}
          </button>
        </>
      }
    >
      <Facts
        columns={2}
        facts={[
          {
            label: t('def.baseYear'),
            value: of.baseYear === null ? t('def.yearBefore') : String(of.baseYear),
          },
          { label: t('def.zeroLine'), value: of.zeroLine },
          { label: t('def.closingDays'), value: String(of.closingDays) },
          { label: t('def.oldDays'), value: String(of.oldDays) },
        ]}
      />
    </Panel>
  )
}

function Groups(props: {
  defined: Defined
  edit: ((one: Indicator) => void) | null
  versions: (name: string) => void
}): ReactElement {
  const t = useT()
  const { defined, edit, versions } = props
  return (
    <>
      {Object.entries(GROUP_WORDS).map(([group, title]) => (
        <Panel key={group} title={say(title)}>
          <Scroll label={say(title)}>
            <table className="table table-small sheet">
              <thead>
                <tr>
                  <th scope="col">{t('fg.indicator')}</th>
                  <th scope="col">{t('def.formula')}</th>
                  <th scope="col">{t('def.direction')}</th>
                  <th scope="col">{t('def.source')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {defined.indicators
                  .filter((one) => one.group === group)
                  .map((one) => (
                    <tr key={one.id}>
                      <th scope="row">
                        {say(one.title)}{' '}
                        {one.mark === 'actual' ? null : (
                          <Tag tone="depends">{say(MARK_WORDS[one.mark])}</Tag>
                        )}{' '}
                        {one.own ? <Tag tone="accent">{t('def.own')}</Tag> : null}
                      </th>
                      <td>{say(one.said)}</td>
                      <td className="nowrap">{t(`def.${one.direction}`)}</td>
                      <td className="small">{asWritten(one.source)}</td>
                      <td className="nowrap">
                        {edit === null ? null : (
                          <button
                            type="button"
                            className="button button-small"
                            onClick={() => edit(one)}
                          >
                            {t('def.edit')}
                          </button>
                        )}{' '}
                        <button
                          type="button"
                          className="button button-small"
                          onClick={() => versions(one.id)}
                        >
                          {t('def.versions')}
                        </button>
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </Scroll>
        </Panel>
      ))}
    </>
  )
}

const FIELDS = [
  'title',
  'formula',
  'direction',
  'form',
  'unit',
  'levels',
  'frequency',
  'baseYear',
  'headline',
  'zeroLine',
  'closingDays',
  'oldDays',
] as const

/** Versions, newest first; what differs from the one before is marked. */
function Versions({ of, close }: { of: Named; close: () => void }): ReactElement {
  const t = useT()
  const read = useRead('listDefinitionVersions', of)
  return (
    <Dialog open title={t('def.versions')} onClose={close} wide>
      <Loaded read={read} lines={6}>
        {({ versions }) => (
          <>
            {versions.map((version, i) => {
              const older = new Map(
                versions[i + 1]?.fields.map((one) => [one.field, say(one.said)]),
              )
              return (
                <Panel
                  key={i}
                  title={
                    version.shipped
                      ? t('def.shipped')
                      : t('def.by', { by: version.by, from: version.validFrom ?? '' })
                  }
                  hint={asWritten(version.source)}
                >
                  <ul>
                    {version.fields.map(({ field, said }) => {
                      const before = older.get(field)
                      const changed = before !== undefined && before !== say(said)
                      const name = FIELDS.find((each) => each === field)
                      return (
                        <li key={field} className={changed ? 'version-changed' : undefined}>
                          {name === undefined ? field : t(`def.f.${name}`)}: {say(said)}
                          {changed ? ` (${t('def.changed')}: ${before})` : ''}
                        </li>
                      )
                    })}
                  </ul>
                </Panel>
              )
            })}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
