import { type FormEvent, type ReactElement, useEffect, useId, useState } from 'react'
import { addressOf, call, type Out } from '../api.ts'
import { useT } from '../locale/portal.ts'
import { asWritten } from '../locale/translate.ts'
import { ApiError } from './api-error.tsx'

type List = Out<'listPublicShowcases'>
type Case = Out<'readPublicShowcase'>
type Shown = Case['shown']

const asked = (): { readonly county: string; readonly showcaseId: string | null } => {
  const search = new URLSearchParams(location.search)
  return { county: search.get('county') ?? '', showcaseId: search.get('case') }
}

/** Keeps the address such that the page can be sent on and printed with where it came from. */
function remember(county: string, showcaseId: string | null): void {
  const query = new URLSearchParams({
    county,
    ...(showcaseId === null ? {} : { case: showcaseId }),
  })
  history.replaceState(null, '', `?${query.toString()}`)
}

/** Cases that a county has published: the list, and one of them with the source of each number. */
export function PublicCases(): ReactElement {
  const t = useT()
  const id = useId()
  const [county, setCounty] = useState(asked().county)
  const [list, setList] = useState<List | null>(null)
  const [one, setOne] = useState<Case | null>(null)
  const [error, setError] = useState<unknown>(null)
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setError(null)
    try {
      await work()
    } catch (refusal) {
      setError(refusal)
    }
  }
  const show = (): Promise<void> =>
    attempt(async () => {
      setList(await call('listPublicShowcases', { county }))
      remember(county, null)
    })
  const open = (showcaseId: string): Promise<void> =>
    attempt(async () => {
      setOne(await call('readPublicShowcase', { county, showcaseId }))
      remember(county, showcaseId)
    })
  useEffect(() => {
    const { showcaseId } = asked()
    if (showcaseId !== null) void open(showcaseId)
    // Only what the address asked for when the page was opened.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setOne(null)
    void show()
  }
  const back = (): void => {
    setOne(null)
    void show()
  }
  return (
    <section className="tool" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('case.title')}</h2>
      {one === null ? (
        <form onSubmit={submit}>
          <label htmlFor={id}>{t('case.hint')}</label>
          <input
            id={id}
            inputMode="numeric"
            placeholder={t('case.county')}
            value={county}
            onChange={(event) => setCounty(event.target.value.trim())}
          />
          <button type="submit" disabled={!/^\d{6}$/.test(county)}>
            {t('case.show')}
          </button>
        </form>
      ) : (
        <OneCase one={one} county={county} back={back} />
      )}
      {error === null ? null : <ApiError error={error} />}
      {one !== null || list === null ? null : <Listed list={list} open={open} />}
    </section>
  )
}

function Listed(props: { list: List; open: (id: string) => Promise<void> }): ReactElement {
  const t = useT()
  const { list, open } = props
  if (list.rows.length === 0) return <p>{t('case.none')}</p>
  return (
    <ul className="public-cases">
      {list.rows.map((row) => (
        <li key={row.showcaseId}>
          <button type="button" className="link" onClick={() => void open(row.showcaseId)}>
            {asWritten(row.title)}
          </button>
          <p>{asWritten(row.summary)}</p>
          <small>
            {asWritten(row.units.join('、'))} · {asWritten(row.number)} ·{' '}
            {t('case.published', { day: row.publishedOn })}
          </small>
        </li>
      ))}
    </ul>
  )
}

function Runs({ runs, shown }: { runs: Shown['title']; shown: Shown }): ReactElement {
  return (
    <>
      {runs.map((run, i) => {
        const figure = run.figure === null ? undefined : shown.figures[run.figure]
        if (figure !== undefined) {
          return (
            <strong key={i} title={`${figure.title} · ${figure.unitName} · ${figure.periodTitle}`}>
              {asWritten(run.text)}
            </strong>
          )
        }
        return (
          <span key={i}>
            {asWritten(run.text)}
            {run.claim === null ? null : <sup>[{run.claim + 1}]</sup>}
          </span>
        )
      })}
    </>
  )
}

function OneCase(props: { one: Case; county: string; back: () => void }): ReactElement {
  const t = useT()
  const { shown, number, publishedOn, county } = props.one
  const photo = (fileId: string): string => {
    const showcaseId = asked().showcaseId ?? ''
    return addressOf('readPublicShowcasePhoto', { county: props.county, showcaseId, fileId }).url
  }
  return (
    <article className="public-case">
      <p className="no-print">
        <button type="button" onClick={props.back}>
          {t('case.back')}
        </button>{' '}
        <button type="button" onClick={() => window.print()}>
          {t('case.print')}
        </button>
      </p>
      <h3>
        <Runs runs={shown.title} shown={shown} />
      </h3>
      <p>
        <small>
          {asWritten(county)} · {asWritten(shown.units.join('、'))} · {asWritten(number)} ·{' '}
          {t('case.published', { day: publishedOn })}
        </small>
      </p>
      <p>
        <Runs runs={shown.summary} shown={shown} />
      </p>
      {shown.sections.map((section, i) => (
        <section key={i}>
          <h4>
            <Runs runs={section.heading} shown={shown} />
          </h4>
          {section.paragraphs.map((runs, j) => (
            <p key={j}>
              <Runs runs={runs} shown={shown} />
            </p>
          ))}
        </section>
      ))}
      {shown.photos.map(({ fileId, caption }) => (
        <figure key={fileId}>
          <img src={photo(fileId)} alt={caption} loading="lazy" />
          <figcaption>{asWritten(caption)}</figcaption>
        </figure>
      ))}
      <Sources shown={shown} />
    </article>
  )
}

function Sources({ shown }: { shown: Shown }): ReactElement {
  const t = useT()
  return (
    <>
      {shown.figures.length === 0 ? null : (
        <>
          <h4>{t('case.sources')}</h4>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('case.figure')}</th>
                <th scope="col">{t('case.unit')}</th>
                <th scope="col">{t('case.period')}</th>
                <th scope="col">{t('case.value')}</th>
                <th scope="col">{t('case.edition')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.figures.map((figure) => (
                <tr key={figure.ref}>
                  <th scope="row">{asWritten(figure.title)}</th>
                  <td>{asWritten(figure.unitName)}</td>
                  <td>{asWritten(figure.periodTitle)}</td>
                  <td>{asWritten(figure.shown)}</td>
                  <td>
                    {t('case.editionOf', {
                      n: figure.edition,
                      hash: figure.editionHash.slice(0, 8),
                    })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {shown.claims.length === 0 ? null : (
        <>
          <h4>{t('case.claims')}</h4>
          <ol>
            {shown.claims.map(({ said, source }) => (
              <li key={said}>
                {asWritten(said)}: {asWritten(source)}
              </li>
            ))}
          </ol>
        </>
      )}
      <p>
        <small>{t('case.proof', { hash: shown.sha256.slice(0, 16) })}</small>
      </p>
    </>
  )
}
