import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { comma } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Pair = In<'saveTownBorders'>['borders'][number]

/** Which towns border each other: the county's own data, from its map. */
export function Borders(): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('readTownBorders', {})
  const [editing, setEditing] = useState(false)
  return (
    <Panel
      title={t('border.title')}
      hint={t('border.hint')}
      extra={
        may('saveTownBorders') && read.data !== undefined ? (
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {t('border.edit')}
          </button>
        ) : undefined
      }
    >
      <Loaded read={read} lines={2}>
        {({ borders }) =>
          borders.length === 0 ? (
            <p className="muted">{t('border.none')}</p>
          ) : (
            <p>{borders.map(({ town, other }) => `${town.name}—${other.name}`).join(comma())}</p>
          )
        }
      </Loaded>
      {editing ? (
        <EditBorders
          before={(read.data?.borders ?? []).map(({ town, other }) => ({
            townId: town.id,
            otherId: other.id,
          }))}
          close={() => setEditing(false)}
        />
      ) : null}
    </Panel>
  )
}

function EditBorders(props: { before: readonly Pair[]; close: () => void }): ReactElement {
  const t = useT()
  const tree = useRead('divisionTree', {})
  const towns = (tree.data?.nodes ?? []).filter(({ level }) => level === 'town')
  const [pairs, setPairs] = useState<readonly Pair[]>(props.before)
  const [source, setSource] = useState('')
  const [town, setTown] = useState('')
  const [other, setOther] = useState('')
  const name = (id: string): string => towns.find((one) => one.id === id)?.name ?? ''
  const options = towns.map((one) => ({ value: one.id, label: one.name }))
  return (
    <WriteDialog
      verb="saveTownBorders"
      title={t('border.edit')}
      confirm={t('border.save')}
      input={source.trim() === '' ? null : { source: source.trim(), borders: [...pairs] }}
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <TextField
            label={t('border.source')}
            value={source}
            required
            error={faults.at('source')}
            onChange={setSource}
          />
          <div className="columns-2">
            <SelectField
              label={t('border.town')}
              value={town}
              placeholder="—"
              onChange={setTown}
              options={options}
            />
            <SelectField
              label={t('border.town')}
              value={other}
              placeholder="—"
              onChange={setOther}
              options={options}
            />
          </div>
          <button
            type="button"
            className="button"
            disabled={town === '' || other === '' || town === other}
            onClick={() => setPairs([...pairs, { townId: town, otherId: other }])}
          >
            {t('border.add')}
          </button>
          <PairList
            pairs={pairs.map((pair) => `${name(pair.townId)}—${name(pair.otherId)}`)}
            remove={(at) => setPairs(pairs.filter((_, i) => i !== at))}
          />
        </>
      )}
    </WriteDialog>
  )
}

function PairList(props: { pairs: readonly string[]; remove: (at: number) => void }): ReactElement {
  const t = useT()
  return (
    <ul className="plain-list">
      {props.pairs.map((pair, i) => (
        <li key={pair} className="row">
          {pair}
          <button type="button" className="button-link" onClick={() => props.remove(i)}>
            {t('plan.remove')}
          </button>
        </li>
      ))}
    </ul>
  )
}
