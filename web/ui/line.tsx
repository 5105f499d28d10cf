import type { ReactElement } from 'react'

/** The icons of the three outcomes, apart from the large set: every door draws them. */
export const OUTCOME_PATHS = {
  passes: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12.3l2.8 2.8L16 9.6',
  depends: 'M12 3.5 21.5 20h-19zM12 10v4.5M12 17.2v.1',
  fails: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9 9l6 6M15 9l-6 6',
} as const

/** A line drawing on a 24 grid. Decoration: the word beside it says what it means. */
export const Line = ({ path, size = 16 }: { path: string; size?: number }): ReactElement => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={path} />
  </svg>
)

/** The mark: one red stone on the crossing of a board. */
export function Mark({ size = 28 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="7" fill="var(--accent)" />
      <path
        d="M8 4.500v23M16 4.500v23M24 4.500v23M4.500 8h23M4.500 16h23M4.500 24h23"
        stroke="#fff"
        strokeOpacity="0.45"
        strokeWidth="1.2"
      />
      <circle cx="16" cy="16" r="6.200" fill="#fff" />
    </svg>
  )
}
