import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'

type Need = Out<'listResources'>['rows'][number]
type Whole = Out<'proposeMatches'>

/** What fits a need, best first with reasons, and what was agreed before. */
export function Matches({ need, close }: { need: Need; close: () => void }): ReactElement {
  const t = useT()
  const read = useRead('proposeMatches', { unitId: need.unit.id, resourceId: need.resourceId })
  return (
    <Dialog open wide title={`${t('match.title')} · ${need.title}`} onClose={close} actions={null}>
      <Loaded read={read}>
        {(whole) => (
          <div className="stack">
            <Running need={need} whole={whole} />
            {whole.proposals.length === 0 ? (
              <Empty title={t('match.none')} hint={t('match.noneHint')} />
            ) : (
              <ul className="plain-list match-list">
                {whole.proposals.map((proposal) => (
                  <Proposal key={proposal.offer.resourceId} need={need} proposal={proposal} />
                ))}
              </ul>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function Proposal(props: { need: Need; proposal: Whole['proposals'][number] }): ReactElement {
  const t = useT()
  const may = useMay()
  const act = useAct('agreeMatch')
  const [note, setNote] = useState('')
  const { need, proposal } = props
  const { offer, reasons, agreed } = proposal
  return (
    <li>
      <p>
        <strong>{asWritten(offer.title)}</strong>{' '}
        <span className="muted small">{asWritten(offer.helper?.name ?? offer.unit.name)}</span>{' '}
        {agreed ? <Tag tone="pass">{t('match.agreed')}</Tag> : null}
      </p>
      <p className="muted small">{reasons.map((one) => say(one)).join(comma())}</p>
      {agreed || !may('agreeMatch') ? null : (
        <div className="row match-agree">
          <TextField label={t('match.note')} value={note} onChange={setNote} />
          <button
            type="button"
            className="button button-primary"
            disabled={note.trim() === '' || act.isPending}
            onClick={() =>
              act.mutate({
                input: {
                  unitId: need.unit.id,
                  needId: need.resourceId,
                  offerId: offer.resourceId,
                  note: note.trim(),
                },
              })
            }
          >
            {t('match.agree')}
          </button>
        </div>
      )}
      {act.error === null ? null : <Refused error={act.error} write />}
    </li>
  )
}

function Running({ need, whole }: { need: Need; whole: Whole }): ReactElement | null {
  const t = useT()
  if (whole.matches.length === 0) return null
  return (
    <section>
      <h3>{t('match.running')}</h3>
      <ul className="plain-list match-list">
        {whole.matches.map((match) => (
          <MatchLine key={match.matchId} need={need} match={match} />
        ))}
      </ul>
    </section>
  )
}

function MatchLine(props: { need: Need; match: Whole['matches'][number] }): ReactElement {
  const t = useT()
  const may = useMay()
  const act = useAct('endMatch')
  const [outcome, setOutcome] = useState<'done' | 'failed'>('done')
  const [result, setResult] = useState('')
  const { need, match } = props
  return (
    <li>
      <p>
        <span className="num">{match.on}</span> <strong>{asWritten(match.offer.name)}</strong>{' '}
        <span className="muted small">{asWritten(match.note)}</span>{' '}
        {match.outcome === null ? null : (
          <Tag tone={match.outcome === 'done' ? 'pass' : 'fail'}>
            {t(match.outcome === 'done' ? 'match.done' : 'match.failed')}
          </Tag>
        )}{' '}
        {match.result === null ? null : asWritten(match.result)}
      </p>
      {match.outcome !== null || !may('endMatch') ? null : (
        <div className="row match-agree">
          <Segments
            legend={t('match.outcome')}
            value={outcome}
            onChange={setOutcome}
            options={[
              { value: 'done', label: t('match.done') },
              { value: 'failed', label: t('match.failed') },
            ]}
          />
          <TextField label={t('match.result')} value={result} onChange={setResult} />
          <button
            type="button"
            className="button"
            disabled={result.trim() === '' || act.isPending}
            onClick={() =>
              act.mutate({
                input: {
                  unitId: need.unit.id,
                  matchId: match.matchId,
                  outcome,
                  result: result.trim(),
                },
              })
            }
          >
            {t('match.end')}
          </button>
        </div>
      )}
      {act.error === null ? null : <Refused error={act.error} write />}
    </li>
  )
}
