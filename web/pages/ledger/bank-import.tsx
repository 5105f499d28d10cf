import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { Field } from '../../ui/field.tsx'
import { Money } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { useAct, useAsk } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Refused, Skeleton } from '../../ui/state.tsx'
import type { BankAccount } from './bank.tsx'
import { base64Of } from './photo.ts'

type Preview = Out<'previewBankStatement'>

/** A statement as the bank gives it: read, shown as it was understood, then taken in. */
export function BankImport(props: {
  coopId: string
  account: BankAccount
  close: () => void
}): ReactElement {
  const t = useT()
  const { coopId, account, close } = props
  const preview = useAsk('previewBankStatement')
  const send = useAct('importBankStatement')
  const [file, setFile] = useState<In<'importBankStatement'> | null>(null)
  const choose = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    const input = {
      coopId,
      account: account.account,
      fileName: chosen.name,
      content: await base64Of(chosen),
    }
    setFile(input)
    preview.mutate(input)
  }
  const bad = preview.data?.faults.some((fault) => fault.level === 'error') === true
  return (
    <Dialog
      open
      wide
      title={t('bank.importTitle', { account: `${account.account} ${say(account.name)}` })}
      onClose={close}
      actions={
        <>
          <button type="button" className="button" onClick={close}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={file === null || preview.data === undefined || bad || send.isPending}
            onClick={() =>
              file === null ? undefined : send.mutate({ input: file }, { onSuccess: close })
            }
          >
            {t('bank.take', { n: preview.data?.fresh ?? 0 })}
          </button>
        </>
      }
    >
      <Field label={t('bank.file')} hint={t('bank.fileHint')}>
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            accept=".xlsx,.csv"
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        )}
      </Field>
      {preview.isPending ? <Skeleton lines={4} /> : null}
      {preview.error === null ? null : <Refused error={preview.error} />}
      {preview.data === undefined ? null : <Understood preview={preview.data} />}
      {send.error === null ? null : <Refused error={send.error} write />}
    </Dialog>
  )
}

function Understood({ preview }: { preview: Preview }): ReactElement {
  const t = useT()
  return (
    <>
      <Notice tone={preview.faults.some((one) => one.level === 'error') ? 'fail' : 'pass'}>
        {t('bank.understood', {
          total: preview.total,
          fresh: preview.fresh,
          known: preview.known,
          early: preview.early,
        })}
      </Notice>
      {preview.faults.length === 0 ? null : (
        <ul className="notice-list">
          {preview.faults.slice(0, 30).map((fault, i) => (
            <li key={i}>
              {fault.row === 0 ? fault.sheet : t('bank.atRow', { n: fault.row })} {say(fault.text)}
            </li>
          ))}
        </ul>
      )}
      <div
        className="table-scroll table-tall"
        tabIndex={0}
        role="group"
        aria-label={t('bank.file')}
      >
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col">{t('common.day')}</th>
              <th scope="col" className="num">
                {t('entry.amount')}
              </th>
              <th scope="col">{t('bank.other')}</th>
              <th scope="col">{t('bank.memo')}</th>
              <th scope="col" className="num">
                {t('bank.balance')}
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.lines.map((line) => (
              <tr key={line.row} className={line.known ? 'muted' : undefined}>
                <td className="nowrap">{line.onDate}</td>
                <td className="num">
                  <Money value={line.amount} />
                </td>
                <td>{line.otherSide}</td>
                <td>{line.known ? t('bank.known') : line.memo}</td>
                <td className="num">
                  {line.balance === null ? '' : <Money value={line.balance} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
