import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/founding.ts'
import { comma } from '../../locale/translate.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { Notice } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { useKinds } from '../registry/use-names.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { ProjectFields, type ProjectTyped } from './project-fields.tsx'

/** Starts a project: the name, the kind, the industry. Everything else comes with its steps. */
export function StartProject({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const own = ownUnit(useMe())
  const first = own?.kind === 'village' ? { id: own.id, name: own.name } : null
  const [village, setVillage] = useState<Picked | null>(first)
  const [typed, setTyped] = useState<ProjectTyped>({ name: '', kind: '', industry: '' })
  const kinds = useKinds()
  const { name, industry } = typed
  const chosen = typed.kind === '' ? (kinds.options[0]?.value ?? '') : typed.kind
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
          <ProjectFields typed={{ ...typed, kind: chosen }} faults={faults} onChange={setTyped} />
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
