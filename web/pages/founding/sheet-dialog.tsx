import { type ReactElement, useState } from 'react'
import { addressOf } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/page.tsx'
import { base64Of, picturesOf } from '../ledger/photo.ts'
import { useTrial } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { serialIn } from './sheet-code.ts'

/** A signed sheet comes back: photograph, its number, the day. Whose it is, the server says before it is kept. */
export function SheetDialog(props: {
  projectId: string
  /** Known where it was called from a household or by the code on the paper. */
  serial: string
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [serial, setSerial] = useState(props.serial)
  const [on, setOn] = useState<string>(clock.today)
  const [file, setFile] = useState<{ name: string; content: string } | null>(null)
  const choose = async (files: FileList | null): Promise<void> => {
    if (files === null) return
    const [picture] = await picturesOf(files)
    if (picture === undefined) return
    const { name, blob } = picture
    setFile({ name, content: await base64Of(blob) })
    const read = await serialIn(blob)
    if (read !== null) setSerial(read)
  }
  const input =
    file === null || serial.trim() === '' || on === ''
      ? null
      : { projectId: props.projectId, serial: serial.trim(), on, ...file }
  return (
    <WriteDialog
      title={t('mob.sheetTitle')}
      confirm={t('mob.sheetSave')}
      verb="takeBackSheet"
      input={input}
      close={props.close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <p className="muted">{t('mob.sheetHint')}</p>
          <Choose chosen={file?.name ?? null} choose={choose} />
          {faults.at('content') === null ? null : (
            <p className="field-error">{faults.at('content')}</p>
          )}
          <TextField
            label={t('mob.sheetSerial')}
            value={serial}
            error={faults.at('serial')}
            onChange={setSerial}
          />
          <DayField label={t('mob.sheetOn')} value={on} max={clock.today} onChange={setOn} />
          {faults.at('on') === null ? null : <p className="field-error">{faults.at('on')}</p>}
          <Whose input={input} />
        </>
      )}
    </WriteDialog>
  )
}

type Sheet = Parameters<typeof useTrial<'takeBackSheet'>>[1]

function Whose({ input }: { input: Sheet }): ReactElement | null {
  const t = useT()
  const trial = useTrial('takeBackSheet', input)
  if (trial.data === undefined) return null
  const { kind, household } = trial.data
  const of = { name: household.headName, number: household.number }
  return (
    <Notice tone="info">
      {kind === 'wish' ? t('mob.sheetWish', of) : t('mob.sheetAccount', of)}
    </Notice>
  )
}

/** The door to the photograph of a signed sheet. */
export function SignedLink(props: {
  projectId: string
  kind: 'wish' | 'account'
  sheetId: string
}): ReactElement {
  const t = useT()
  return (
    <a href={addressOf('readSignedSheet', { ...props }).url} target="_blank" rel="noreferrer">
      {t('mob.signed')}
    </a>
  )
}

function Choose(props: {
  chosen: string | null
  choose: (files: FileList | null) => Promise<void>
}): ReactElement {
  const t = useT()
  const take = (event: { target: HTMLInputElement }): void => void props.choose(event.target.files)
  return (
    <div className="row">
      <label className="button button-primary">
        <Icon name="camera" size={20} /> {t('mob.sheetPhoto')}
        <input
          type="file"
          className="visually-hidden"
          accept="image/*"
          capture="environment"
          onChange={take}
        />
      </label>
      <label className="button">
        {t('mob.sheetFile')}
        <input
          type="file"
          className="visually-hidden"
          accept="image/*,application/pdf,.ofd"
          onChange={take}
        />
      </label>
      {props.chosen === null ? null : (
        <span className="muted small">{t('mob.sheetChosen', { name: props.chosen })}</span>
      )}
    </div>
  )
}
