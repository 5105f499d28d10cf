import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/founding.ts'
import { comma, say } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { useKinds } from '../registry/use-names.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'

/** Starts a project: the name, the kind, the industry. Everything else comes with its steps. */
export function StartProject({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const own = ownUnit(useMe())
  const first = own?.kind === 'village' ? { id: own.id, name: own.name } : null
  const [village, setVillage] = useState<Picked | null>(first)
  const [name, setName] = useState('')
  const [kind, setKind] = useState('')
  const [industry, setIndustry] = useState('')
  const kinds = useKinds()
  const industries = useRead('listIndustries', {})
  const chosen = kind === '' ? (kinds.options[0]?.value ?? '') : kind
  const ready = village !== null && name.trim() !== '' && chosen !== ''
  return (
    <WriteDialog
      title={t('start.title')}
      confirm={t('start.confirm')}
      verb="startFounding"
      input={
        ready
          ? {
              villageId: village.id,
              name: name.trim(),
              mainKind: chosen,
              ...(industry === '' ? {} : { industry }),
            }
          : null
      }
      close={close}
      onDone={({ projectId }) => go(paths.founding(projectId))}
    >
      {(faults) => (
        <>
          {first === null ? (
            <UnitPicker
              label={t('start.village')}
              kind="village"
              value={village}
              onChange={setVillage}
            />
          ) : null}
          {village === null ? null : <Suits villageId={village.id} />}
          <TextField
            label={t('start.name')}
            hint={t('start.nameHint')}
            value={name}
            error={faults.at('name')}
            onChange={setName}
          />
          <SelectField
            label={t('start.kind')}
            value={chosen}
            options={kinds.options}
            onChange={setKind}
          />
          <SelectField
            label={t('start.industry')}
            value={industry}
            placeholder={t('start.noIndustry')}
            options={(industries.data?.industries ?? []).map((one) => ({
              value: one.code,
              label: say(one.name),
            }))}
            onChange={setIndustry}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** What the survey of the village speaks for. */
function Suits({ villageId }: { villageId: string }): ReactElement | null {
  const t = useT()
  const kinds = useKinds()
  const village = useRead('readVillage', { villageId })
  const suggestions = village.data?.suggestions ?? []
  if (suggestions.length === 0) return null
  const names = suggestions.map((one) => kinds.nameOf(one.kind)).join(comma())
  return <Notice tone="info">{t('start.suggested', { kinds: names })}</Notice>
}
