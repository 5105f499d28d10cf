import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { WriteDialog } from './write-dialog.tsx'

interface Props {
  readonly village: Out<'readVillage'>
  readonly close: () => void
  readonly onDone: () => void
}

/** The Party branch that leads co-ops of the village; it holds no shares itself. */
export function NewBranch({ village, close, onDone }: Props): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [name, setName] = useState('')
  const [foundedOn, setFoundedOn] = useState('')
  const row = {
    villageId: village.id,
    name: name.trim(),
    ...(foundedOn === '' ? {} : { foundedOn }),
  }
  return (
    <WriteDialog
      title={t('bodies.branch')}
      confirm={t('bodies.branch')}
      verb="registerBranches"
      input={row.name === '' ? null : { unitId: village.id, rows: [row] }}
      close={close}
      onDone={onDone}
    >
      {(faults) => (
        <>
          <TextField
            label={t('bodies.branchName')}
            value={name}
            error={faults.at('rows[0].name')}
            onChange={setName}
          />
          <DayField
            label={t('bodies.foundedOn')}
            value={foundedOn}
            max={clock.today}
            onChange={setFoundedOn}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** The collective economic organisation: the shareholder of the collective's side. */
export function NewCollective({ village, close, onDone }: Props): ReactElement {
  const t = useT()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [acts, setActs] = useState(false)
  const row = {
    villageId: village.id,
    name: name.trim(),
    committeeActs: acts,
    ...(code.trim() === '' ? {} : { creditCode: code.trim() }),
  }
  return (
    <WriteDialog
      title={t('bodies.collective')}
      confirm={t('bodies.collective')}
      verb="registerCollectives"
      input={row.name === '' ? null : { unitId: village.id, rows: [row] }}
      close={close}
      onDone={onDone}
    >
      {(faults) => (
        <>
          <TextField
            label={t('bodies.collectiveName')}
            value={name}
            error={faults.at('rows[0].name')}
            onChange={setName}
          />
          <TextField
            label={t('bodies.creditCode')}
            value={code}
            error={faults.at('rows[0].creditCode')}
            onChange={setCode}
          />
          <label className="row">
            <input
              type="checkbox"
              checked={acts}
              onChange={(event) => setActs(event.target.checked)}
            />
            {t('bodies.committeeActs')}
          </label>
        </>
      )}
    </WriteDialog>
  )
}
