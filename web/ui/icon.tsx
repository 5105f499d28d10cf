import type { ReactElement } from 'react'
import { Line, OUTCOME_PATHS } from './line.tsx'

/*
 * One set of line icons for all doors, drawn on a 24 grid. They are decoration: the word beside an icon
 * says what it means, so readers skip them.
 */
const PATHS = {
  ...OUTCOME_PATHS,
  board: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  coop: 'M3 20V9l9-5 9 5v11M3 20h18M8 20v-6h8v6M12 4v3',
  village: 'M3 20h18M5 20v-8l4-3 4 3v8M13 14l3-2 3 2v6M9 14v2',
  town: 'M4 20V6l6-2v16M10 20V9l10 3v8M4 20h16M7 9v1M7 13v1M14 14v1M17 14v1M14 17v1',
  union:
    'M12 5a3 3 0 1 0 0 .1M5 16a3 3 0 1 0 0 .1M19 16a3 3 0 1 0 0 .1M10.5 8.5 7 13M13.5 8.5 17 13M8.5 17h7',
  person: 'M12 12a4 4 0 1 0-4-4 4 4 0 0 0 4 4M4 21c.6-4 4-6 8-6s7.400 2 8 6',
  people:
    'M9 11a3.500 3.500 0 1 0 0-.1M2.500 20c.5-3.500 3-5.500 6.500-5.500s6 2 6.500 5.500M16 4.500a3.500 3.500 0 0 1 0 6.800M17.500 14.800c2.200.6 3.600 2.400 4 5.200',
  import: 'M12 3v11M8 10l4 4 4-4M4 15v5h16v-5',
  export: 'M12 15V4M8 8l4-4 4 4M4 15v5h16v-5',
  rule: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13l2 2 4-4',
  document: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  exemption: 'M12 3l8 3v6c0 4.500-3.300 8-8 9-4.700-1-8-4.500-8-9V6zM9 12h6',
  audit: 'M12 3l8 3v6c0 4.500-3.300 8-8 9-4.700-1-8-4.500-8-9V6zM8.500 12l2.500 2.500 4.500-4.500',
  key: 'M8 15a4 4 0 1 1 3.500-2L20 13v4h-3v-2h-2v2h-2M8 11v.1',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 15v2',
  api: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.500 5l-3 14',
  candidate: 'M12 3v3M12 18v3M3 12h3M18 12h3M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M15.500 15.500 21 21',
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  check: 'M5 12.500 10 17.500 19.500 7',
  print: 'M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z',
  columns: 'M4 4h16v16H4zM9.500 4v16M15 4v16',
  link: 'M10 14a4 4 0 0 1 0-5.600l2.500-2.500a4 4 0 0 1 5.600 5.600L17 12.600M14 10a4 4 0 0 1 0 5.600l-2.500 2.500a4 4 0 0 1-5.600-5.600L7 11.400',
  chain:
    'M6.500 12a2.300 2.300 0 1 0-4.600 0 2.300 2.300 0 0 0 4.600 0M14.300 12a2.300 2.300 0 1 0-4.600 0 2.300 2.300 0 0 0 4.600 0M22.100 12a2.300 2.300 0 1 0-4.600 0 2.300 2.300 0 0 0 4.600 0M6.500 12h3.200M14.300 12h3.200',
  book: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11M9 8h6',
  camera: 'M4 8h4l1.500-3h5L16 8h4v11H4zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7',
  calendar: 'M4 6h16v14H4zM4 10.500h16M8 3v5M16 3v5',
  history: 'M4 12a8 8 0 1 0 2.600-5.900M4 4v4h4M12 8v4.500l3 2',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.500M12 7.500v.1',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.400 1.400M17.600 17.600 19 19M5 19l1.400-1.400M17.600 6.400 19 5',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z',
  density: 'M4 5h16M4 9.700h16M4 14.300h16M4 19h16',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  money:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8.500 8l3.500 4.500L15.500 8M12 12.500V17M9 13h6M9 15.500h6',
  branch: 'M6 21V4M6 5h12l-3 4 3 4H6',
  alert: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21.500h4',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  add: 'M12 5v14M5 12h14',
  out: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
} as const

export type IconName = keyof typeof PATHS

/** An icon by its name. */
export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }): ReactElement => (
  <Line path={PATHS[name]} size={size} />
)
