import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'

interface Anchor {
  readonly anchorSeq?: string
  readonly anchorHash?: string
}

/** Recomputes the whole chain, compared with a head printed elsewhere if one is typed. */
export function VerifyPanel(): ReactElement {
  const t = useT()
  const [seq, setSeq] = useState('')
  const [hash, setHash] = useState('')
  const [anchor, setAnchor] = useState<Anchor>({})
  const verification = useRead('verify', anchor, { keep: false, fresh: 0 })
  const ready = seq !== '' && hash !== ''
  return (
    <Panel title={t('verify.title')}>
      <div className="stack">
        <Loaded read={verification} lines={2}>
          {(data) => <Result result={data} />}
        </Loaded>
        <p className="muted small">{t('verify.compareHint')}</p>
        <div className="columns-2">
          <TextField
            label={t('verify.anchorSeq')}
            value={seq}
            inputMode="numeric"
            onChange={(value) => setSeq(value.trim())}
          />
          <TextField
            label={t('verify.anchorHash')}
            value={hash}
            onChange={(value) => setHash(value.trim().toLowerCase())}
          />
        </div>
        <div>
          <button
            type="button"
            className="button"
            onClick={() => {
              if (ready) setAnchor({ anchorSeq: seq, anchorHash: hash })
              else void verification.refetch()
            }}
          >
            {t('verify.run')}
          </button>
        </div>
      </div>
    </Panel>
  )
}

function Result({ result }: { result: Out<'verify'> }): ReactElement {
  const t = useT()
  const { broken, head, anchors } = result
  return (
    <>
      <Notice tone={result.ok ? 'pass' : 'fail'}>
        {broken === null
          ? t('verify.ok', { sealed: result.sealed, unsealed: result.unsealed })
          : t('verify.broken', { seq: broken.seq, kind: t(`verify.kind.${broken.kind}`) })}
      </Notice>
      {head === null ? null : (
        <p>
          {t('verify.head', { seq: head.seq })} <span className="mono hash">{head.hash}</span>
        </p>
      )}
      {result.books === null ? null : (
        <Notice tone={result.books.broken.length === 0 ? 'pass' : 'fail'}>
          {result.books.broken.length === 0
            ? t('verify.books', { years: result.books.years })
            : t('verify.booksBroken', { n: result.books.broken.length })}
        </Notice>
      )}
      <p className="muted">
        {anchors.compared === 0
          ? t('verify.noAnchors')
          : t('verify.anchors', { n: anchors.compared, last: anchors.lastAgreeing ?? '—' })}
      </p>
    </>
  )
}
