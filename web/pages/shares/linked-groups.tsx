import { type ReactElement, useState } from 'react'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { asWritten } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import {
  AddGroup,
  AnswerObjection,
  EndGroup,
  type Group,
  type Objection,
  ObjectToGroup,
} from './group-forms.tsx'
import './groups.css'

type Asked =
  | { readonly what: 'add' }
  | { readonly what: 'end' | 'object'; readonly group: Group }
  | { readonly what: 'answer'; readonly group: Group; readonly objection: Objection }

interface Acts {
  readonly end: boolean
  readonly object: boolean
  readonly answer: boolean
  readonly ask: (asked: Asked) => void
}

/** Who is counted together under the cap on one member, by which evidence, and who objects. */
export default function LinkedGroups(): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const asOf = useAsOf()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [asked, setAsked] = useState<Asked | null>(null)
  const filter = { asOf, unitId: search['unitId'], personId: search['personId'] }
  const list = useRead('listLinkedGroups', { ...filter, limit, offset })
  const { data } = list
  // What is written today cannot be written from the view of a past day.
  const now = asOf === undefined
  return (
    <div className="page">
      <PageHead
        title={t('groups.title')}
        sentence={
          data === undefined
            ? '…'
            : data.total === 0
              ? t('groups.sentenceNone')
              : t('groups.sentence', { n: data.total })
        }
        actions={
          <>
            <AsOfPicker />
            {may('registerLinkedGroups') && now ? (
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAsked({ what: 'add' })}
              >
                {t('groups.add')}
              </button>
            ) : null}
          </>
        }
      />
      <DataTable
        name="linked-groups"
        label={t('groups.title')}
        columns={columnsOf(t, {
          end: may('endLinkedGroup') && now,
          object: may('objectToLinkedGroup') && now,
          answer: may('decideObjection') && own?.kind === 'county',
          ask: setAsked,
        })}
        rows={data?.groups}
        rowKey={(group) => group.id}
        error={list.error}
        retry={() => void list.refetch()}
        busy={list.isPlaceholderData}
        {...(data === undefined ? {} : { total: data.total })}
        filters={<ScopeTag />}
        empty={<Empty title={t('groups.sentenceNone')} />}
      />
      <Dialogs asked={asked} close={() => setAsked(null)} />
    </div>
  )
}

function Dialogs(props: { asked: Asked | null; close: () => void }): ReactElement | null {
  const { asked, close } = props
  switch (asked?.what) {
    case undefined:
      return null
    case 'add':
      return <AddGroup close={close} />
    case 'end':
      return <EndGroup group={asked.group} close={close} />
    case 'object':
      return <ObjectToGroup group={asked.group} close={close} />
    case 'answer':
      return <AnswerObjection group={asked.group} objection={asked.objection} close={close} />
  }
}

function columnsOf(t: DeskTranslate, acts: Acts): readonly Column<Group>[] {
  return [
    {
      key: 'name',
      title: t('groups.name'),
      cell: (group) => (
        <>
          <strong>{group.name}</strong> <Tag>{t(`groups.kind.${group.kind}`)}</Tag>
        </>
      ),
      text: (group) => group.name,
    },
    {
      key: 'members',
      title: t('groups.members'),
      cell: (group) => (
        <ul className="inline-list">
          {group.members.map((member) => (
            <li key={member.id}>
              <Go to={paths.person(member.id)}>{member.name}</Go>
            </li>
          ))}
        </ul>
      ),
      text: (group) => group.members.map(({ name }) => name).join(' '),
    },
    {
      key: 'evidence',
      title: t('groups.evidence'),
      cell: (group) => <span className="groups-text">{asWritten(group.evidence)}</span>,
      text: (group) => group.evidence,
    },
    {
      key: 'period',
      title: t('groups.period'),
      cell: (group) => `${group.validFrom} – ${group.validTo ?? t('common.open')}`,
      text: (group) => `${group.validFrom} – ${group.validTo ?? ''}`,
    },
    {
      key: 'objections',
      title: t('groups.objections'),
      cell: (group) => <Objections group={group} acts={acts} />,
      text: (group) => String(group.objections.length),
    },
    {
      key: 'acts',
      title: t('assist.acts'),
      cell: (group) => <GroupActs group={group} acts={acts} />,
    },
  ]
}

function GroupActs({ group, acts }: { group: Group; acts: Acts }): ReactElement {
  const t = useT()
  const running = group.validTo === null
  return (
    <div className="row">
      {running && acts.object ? (
        <button
          type="button"
          className="button-link"
          onClick={() => acts.ask({ what: 'object', group })}
        >
          {t('groups.object')}
        </button>
      ) : null}
      {running && acts.end ? (
        <button
          type="button"
          className="button-link"
          onClick={() => acts.ask({ what: 'end', group })}
        >
          {t('groups.end')}
        </button>
      ) : null}
    </div>
  )
}

/** Each objection with its answer; one without an answer waits for the county. */
function Objections({ group, acts }: { group: Group; acts: Acts }): ReactElement {
  const t = useT()
  if (group.objections.length === 0) {
    return <span className="muted">{t('groups.noObjection')}</span>
  }
  return (
    <ul className="links groups-text">
      {group.objections.map((objection) => (
        <li key={objection.id}>
          {t('groups.raised', {
            by: objection.raisedBy,
            day: objection.raisedOn,
            grounds: objection.grounds,
          })}{' '}
          {objection.decision === null ? (
            <>
              <Tag tone="depends">{t('groups.waiting')}</Tag>{' '}
              {acts.answer ? (
                <button
                  type="button"
                  className="button-link"
                  onClick={() => acts.ask({ what: 'answer', group, objection })}
                >
                  {t('groups.answer')}
                </button>
              ) : null}
            </>
          ) : (
            <>
              <Tag tone={objection.decision === 'upheld' ? 'pass' : 'fail'}>
                {t(`groups.decided.${objection.decision}`)}
              </Tag>{' '}
              <span className="muted">
                {objection.decidedOn} {objection.reason}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
