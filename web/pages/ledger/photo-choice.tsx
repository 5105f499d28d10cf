import type { ReactElement } from 'react'
import { type Picture, picturesOf } from './photo.ts'
import { Icon } from '../../ui/icon.tsx'
import './photo-choice.css'

/** Takes photographs with the telephone's camera, or out of its album; each can be left out again. */
export function PhotoChoice(props: {
  pictures: readonly Picture[]
  onChange: (pictures: readonly Picture[]) => void
  words: { take: string; pick: string; remove: (name: string) => string }
}): ReactElement {
  const { pictures, onChange, words } = props
  const choose = async (files: FileList | null): Promise<void> => {
    if (files === null) return
    const more = await picturesOf(files)
    onChange([
      ...pictures,
      ...more.filter((one) => !pictures.some((other) => other.key === one.key)),
    ])
  }
  return (
    <>
      <div className="photo-take">
        <label className="button button-primary photo-button">
          <Icon name="camera" /> {words.take}
          <input
            type="file"
            className="visually-hidden"
            accept="image/*"
            capture="environment"
            onChange={(event) => void choose(event.target.files)}
          />
        </label>
        <label className="button photo-button">
          {words.pick}
          <input
            type="file"
            className="visually-hidden"
            accept="image/*"
            multiple
            onChange={(event) => void choose(event.target.files)}
          />
        </label>
      </div>
      {pictures.length === 0 ? null : (
        <ul className="photo-list">
          {pictures.map((picture) => (
            <li key={picture.key}>
              {picture.preview === null ? (
                <span>{picture.name}</span>
              ) : (
                <img src={picture.preview} alt={picture.name} />
              )}
              <button
                type="button"
                className="button-plain"
                aria-label={words.remove(picture.name)}
                onClick={() => onChange(pictures.filter(({ key }) => key !== picture.key))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
