import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/messages.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useAct, useRead } from '../../query.ts'
import { Icon } from '../../ui/icon.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import './messages.css'

const LIMIT = 100

/** What the product told the person: newest first; opening one marks it as read. */
export default function Notices(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const only = search['unread'] === 'true'
  const read = useRead('listNotices', { limit: LIMIT, ...(only ? { unread: 'true' } : {}) })
  const mark = useAct('readNotices')
  const { data } = read
  return (
    <div className="page">
      <PageHead
        title={t('notices.title')}
        sentence={
          data === undefined
            ? '…'
            : t('notices.sentence', { unread: data.unread, total: only ? data.unread : data.total })
        }
        actions={
          <>
            <button
              type="button"
              className="button"
              aria-pressed={only}
              onClick={() => change({ unread: only ? undefined : 'true' })}
            >
              {t(only ? 'notices.all' : 'notices.unreadOnly')}
            </button>
            <button
              type="button"
              className="button"
              disabled={data === undefined || data.unread === 0 || mark.isPending}
              onClick={() => mark.mutate({ input: {} })}
            >
              <Icon name="check" size={16} /> {t('notices.readAll')}
            </button>
          </>
        }
      />
      {mark.error === null ? null : <Refused error={mark.error} write />}
      <Loaded read={read} lines={8}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('notices.none')} hint={t('notices.noneHint')} />
          ) : (
            <ul className="notices">
              {rows.map((row) => (
                <One
                  key={row.noticeId}
                  row={row}
                  open={() => mark.mutate({ input: { noticeIds: [row.noticeId] } })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}

function One(props: { row: Out<'listNotices'>['rows'][number]; open: () => void }): ReactElement {
  const t = useT()
  const { row, open } = props
  const body = (
    <>
      <span className="notice-text">{say(row.text)}</span>
      <span className="muted small">{row.madeAt.slice(0, 10)}</span>
      {row.read ? <span /> : <Tag tone="depends">{t('notices.unread')}</Tag>}
      {row.link === null ? <span /> : <Icon name="right" />}
    </>
  )
  return (
    <li className={row.read ? 'notice' : 'notice notice-unread'}>
      {row.link === null ? (
        <button type="button" className="notice-body" onClick={open}>
          {body}
        </button>
      ) : (
        <Go to={row.link} className="notice-body" {...(row.read ? {} : { onGo: open })}>
          {body}
        </Go>
      )}
    </li>
  )
}
