import { type ReactElement, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'

export interface Chosen {
  readonly name: string
  readonly content: string
}

/** One photograph or paper as evidence, made small enough to send. */
export function FileField(props: {
  label: string
  error?: string | null
  onChange: (file: Chosen | null) => void
}): ReactElement {
  const [name, setName] = useState('')
  const choose = async (files: FileList | null): Promise<void> => {
    const [picture] = files === null ? [] : await picturesOf(files)
    setName(picture?.name ?? '')
    props.onChange(
      picture === undefined ? null : { name: picture.name, content: await base64Of(picture.blob) },
    )
  }
  return (
    <Field label={props.label} hint={name === '' ? undefined : name} error={props.error}>
      {(attributes) => (
        <input
          {...attributes}
          className="input"
          type="file"
          accept="image/*,.pdf,.ofd"
          onChange={(event) => void choose(event.target.files)}
        />
      )}
    </Field>
  )
}
