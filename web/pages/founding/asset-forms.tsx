import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { say } from '../../locale/translate.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ASSET_WORDS, optionsOf, OWNER_WORDS, USUAL_MEASURES } from './words.ts'

type Row = Out<'listAssets'>['rows'][number]

const done = (): void => undefined

interface Typed {
  readonly kind: Row['kind']
  readonly owner: Row['owner']
  readonly name: string
  readonly ownerName: string
  readonly quantity: string
  readonly measure: string
  readonly idle: string
  readonly usedFor: string
  readonly place: string
  readonly note: string
}

const EMPTY: Typed = {
  kind: 'land',
  owner: 'collective',
  name: '',
  ownerName: '',
  quantity: '',
  measure: USUAL_MEASURES.land,
  idle: '',
  usedFor: '',
  place: '',
  note: '',
}

/** An asset of the village, with how much of it lies idle. */
export function NewAsset({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const first = own?.kind === 'village' ? { id: own.id, name: own.name } : null
  const [village, setVillage] = useState<Picked | null>(first)
  const [typed, setTyped] = useState(EMPTY)
  const set = (change: Partial<Typed>): void => setTyped({ ...typed, ...change })
  const ready =
    village !== null &&
    [typed.name, typed.quantity, typed.measure, typed.idle].every((one) => one.trim() !== '')
  return (
    <WriteDialog
      wide
      title={t('assets.add')}
      confirm={t('common.save')}
      verb="recordAssets"
      input={ready ? { villageId: village.id, rows: [typed] } : null}
      close={close}
      onDone={done}
    >
      {(faults) => (
        <>
          {first === null ? (
            <UnitPicker
              label={t('common.village')}
              kind="village"
              value={village}
              onChange={setVillage}
            />
          ) : null}
          <AssetFields typed={typed} set={set} faults={faults} />
        </>
      )}
    </WriteDialog>
  )
}

function AssetFields(props: {
  typed: Typed
  set: (change: Partial<Typed>) => void
  faults: FaultBook
}): ReactElement {
  const t = useT()
  const { typed, set, faults } = props
  const text = (key: 'name' | 'ownerName' | 'measure' | 'usedFor' | 'place' | 'note') => ({
    label: t(key === 'usedFor' ? 'assets.use' : `assets.${key}`),
    value: typed[key],
    onChange: (value: string) => set({ [key]: value }),
  })
  return (
    <div className="columns-2">
      <SelectField
        label={t('assets.kind')}
        value={typed.kind}
        options={optionsOf(ASSET_WORDS, say)}
        onChange={(value) => {
          const kind = value as Row['kind']
          set({ kind, measure: USUAL_MEASURES[kind] })
        }}
      />
      <TextField {...text('name')} error={faults.at('name')} />
      <SelectField
        label={t('assets.owner')}
        value={typed.owner}
        options={optionsOf(OWNER_WORDS, say)}
        onChange={(value) => set({ owner: value as Row['owner'] })}
      />
      <TextField {...text('ownerName')} />
      <TextField
        label={t('assets.quantity')}
        inputMode="decimal"
        value={typed.quantity}
        error={faults.at('quantity')}
        onChange={(quantity) => set({ quantity })}
      />
      <TextField {...text('measure')} error={faults.at('measure')} />
      <TextField
        label={t('assets.idle')}
        inputMode="decimal"
        value={typed.idle}
        error={faults.at('idle')}
        onChange={(idle) => set({ idle })}
      />
      <TextField {...text('usedFor')} />
      <TextField {...text('place')} />
      <TextField {...text('note')} />
    </div>
  )
}

/** How much lies idle from today on, and what the rest is used for. */
export function ChangeAsset({ row, close }: { row: Row; close: () => void }): ReactElement {
  const t = useT()
  const [idle, setIdle] = useState(row.idle)
  const [usedFor, setUsedFor] = useState(row.usedFor)
  return (
    <WriteDialog
      title={`${t('assets.update')} · ${row.name}`}
      confirm={t('common.save')}
      verb="changeAsset"
      input={
        idle.trim() === ''
          ? null
          : {
              villageId: row.village.id,
              assetId: row.assetId,
              idle: idle.trim(),
              usedFor: usedFor.trim(),
            }
      }
      close={close}
      onDone={done}
    >
      {(faults) => (
        <>
          <TextField
            label={`${t('assets.idle')} (${row.measure})`}
            inputMode="decimal"
            value={idle}
            error={faults.at('idle')}
            onChange={setIdle}
          />
          <TextField label={t('assets.use')} value={usedFor} onChange={setUsedFor} />
        </>
      )}
    </WriteDialog>
  )
}

/** Takes an asset out of the list, with the reason. */
export function EndAsset({ row, close }: { row: Row; close: () => void }): ReactElement {
  const t = useT()
  const [why, setWhy] = useState('')
  return (
    <WriteDialog
      danger
      title={`${t('assets.end')} · ${row.name}`}
      confirm={t('assets.end')}
      verb="endAsset"
      input={
        why.trim() === ''
          ? null
          : { villageId: row.village.id, assetId: row.assetId, why: why.trim() }
      }
      close={close}
      onDone={done}
    >
      {(faults) => (
        <TextField
          label={t('assets.endWhy')}
          value={why}
          error={faults.at('why')}
          onChange={setWhy}
        />
      )}
    </WriteDialog>
  )
}
