import type { ReactElement, ReactNode } from 'react'

export interface Tile {
  readonly id: string
  readonly name: string
  /** The indicator as people read it: "42%", "17". */
  readonly shown: string
  /** A second line: "12 / 58 村". */
  readonly detail: string
  /** 0 to 1: how dark the tile is; null where there is nothing to measure. */
  readonly strength: number | null
}

interface TileGridProps {
  readonly label: string
  readonly tiles: readonly Tile[]
  /** Draws the link round a tile's content; null makes a plain tile. */
  readonly link: ((tile: Tile, content: ReactNode) => ReactNode) | null
}

const SHADES = 5

/** 0 for nothing, else 1 to 5 by fifths of the scale. */
export function shadeOf(strength: number | null): number {
  if (strength === null || strength <= 0) return 0
  return Math.min(SHADES, Math.max(1, Math.ceil(strength * SHADES)))
}

/** The county as tiles, one a town: the value stands in the tile, the colour only repeats it. */
export function TileGrid({ label, tiles, link }: TileGridProps): ReactElement {
  return (
    <ul className="tiles" aria-label={label}>
      {tiles.map((tile) => {
        const content = (
          <>
            <span className="tile-name">{tile.name}</span>
            <span className="tile-value">{tile.shown}</span>
            <span className="tile-detail">{tile.detail}</span>
          </>
        )
        return (
          <li key={tile.id} className={`tile tile-${shadeOf(tile.strength)}`}>
            {link === null ? content : link(tile, content)}
          </li>
        )
      })}
    </ul>
  )
}
