import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { NotesForm } from './more-forms.tsx'
import { NotesEditor } from './notes-editor.tsx'
import { splitPeriod } from './words.ts'

type Notes = Extract<Out<'readStatement'>['statement'], { form: 'notes' }>['items']

/** The notes as they will be issued, or the form for what people put into them. */
export function NotesPart(props: { coopId: string; period: string; items: Notes }): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const { coopId, period, items } = props
  const { year } = splitPeriod(period)
  if (!may('writeStatementNotes')) return <NotesForm items={items} />
  const editing = search['edit'] === '1'
  return (
    <>
      <p className="no-print">
        <button
          type="button"
          className={editing ? 'button' : 'button button-primary'}
          onClick={() => change({ edit: editing ? undefined : '1' })}
        >
          <Icon name={editing ? 'document' : 'edit'} /> {t(editing ? 'notes.back' : 'notes.edit')}
        </button>
      </p>
      {editing ? (
        <NotesEditor
          key={`${coopId}${year}`}
          coopId={coopId}
          year={year}
          close={() => change({ edit: undefined })}
        />
      ) : (
        <NotesForm items={items} />
      )}
    </>
  )
}
