/* The running texts of the form, each with one way to read it, to change it and to show a place in
 * it, whether it is a plain field or the editor's:
 *
 *   text() · replace(edits) · undo() · focus() · go(place) · show(place)
 *
 * edits: [start, end, what is put there], in rising order, made as one step of undo. */

import { pm } from "django-prose-editor/editor"
import { blocks } from "articles/blocks"
import { changed, form } from "articles/desk"

/* The running texts of an article; tables and credits have a writing of their own. */
const HEAD = "#id_headline, #id_lead, #id_lead_caption, #id_seo_title, #id_share_title"
const IN_BLOCKS = ":is(textarea, input):is([name$='-html'], [name$='-text'], [name$='-title'], [name$='-caption'])"
const PARAGRAPH = "\n\n" // What parts paragraphs for the server; nothing is read over it.

/** A line or some lines of plain text. */
class Plain {
  constructor(element) {
    this.element = element
  }

  text() {
    return this.element.value
  }

  /* Through the browser, whose own undo then knows it as one step. */
  replace(edits) {
    const { element } = this
    const [from, to] = [edits[0][0], edits.at(-1)[1]]
    const before = element.value
    const put = made(before.slice(from, to), edits, from)
    this.focus()
    element.setSelectionRange(from, to)
    document.execCommand(put ? "insertText" : "delete", false, put)
    if (element.value !== before.slice(0, from) + put + before.slice(to)) {
      element.value = before
      element.setRangeText(put, from, to, "end")
      changed(element)
    }
  }

  undo() {
    this.focus()
    document.execCommand("undo")
  }

  focus() {
    this.element.focus({ preventScroll: true })
  }

  go(item) {
    this.focus()
    this.element.setSelectionRange(item.start, item.end)
  }

  show() {
    this.element.classList.add("is-meant")
  }
}

/** A field of running text. Places in its text are places in the editor's document. */
class Rich {
  constructor(textarea, editor) {
    this.element = textarea
    this.editor = editor
    this.shown = editor.view.dom
  }

  text() {
    this.runs = []
    let text = ""
    this.editor.state.doc.descendants((node, position) => {
      if (!node.isTextblock) return true
      if (text) text += PARAGRAPH
      node.descendants((leaf, inside) => {
        const said = leaf.isText ? leaf.text : leaf.type.name === "hardBreak" ? "\n" : "\ufffc"
        this.runs.push({ at: text.length, position: position + 1 + inside, length: said.length })
        text += said
      })
      return false
    })
    return text
  }

  position(place, atEnd = false) {
    const run = this.runs.findLast((each) => (atEnd ? each.at < place : each.at <= place)) || this.runs[0]
    return run.position + Math.min(place - run.at, run.length)
  }

  range({ start, end }) {
    return [this.position(start), this.position(end, end > start)]
  }

  replace(edits) {
    this.text()
    const { state, view, schema } = this.editor
    // Else the editor guesses anew where a link ends.
    const change = pm.history.closeHistory(state.tr).setMeta("preventAutolink", true)
    for (const [start, end, put] of edits.toReversed()) {
      const [from, to] = this.range({ start, end })
      // What was bold or a link stays so, to the letter.
      const marks = (end > start ? state.doc.nodeAt(from)?.marks : state.doc.resolve(from).marks()) || []
      if (put) change.replaceWith(from, to, schema.text(put, marks))
      else change.delete(from, to)
    }
    view.dispatch(change)
    view.dispatch(pm.history.closeHistory(view.state.tr))
    changed(this.element)
  }

  undo() {
    this.editor.commands.undo()
    changed(this.element)
  }

  focus() {
    this.editor.view.focus()
  }

  go(item) {
    const [from, to] = this.range(item)
    this.focus()
    this.editor.commands.setTextSelection({ from, to })
  }

  show(item) {
    this.shown.classList.add("is-meant")
    if (!globalThis.CSS?.highlights) return
    const [from, to] = this.range(item).map((position) => this.editor.view.domAtPos(position))
    const range = new Range()
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, to.offset)
    CSS.highlights.set("language", new Highlight(range))
  }
}

function made(text, edits, shift = 0) {
  return edits.reduceRight(
    (result, [start, end, put]) => result.slice(0, start - shift) + put + result.slice(end - shift),
    text,
  )
}

/** The texts that one reads, in the order of the form. */
export function texts() {
  const inBlocks = document.querySelector(".order-machine")
    ? blocks()
        .filter((block) => !block.classList.contains("for-deletion"))
        .flatMap((block) => [...block.querySelectorAll(IN_BLOCKS)])
    : []
  const head = [...form().querySelectorAll(HEAD)]
  const first = head.filter((element) => ["id_headline", "id_lead"].includes(element.id))
  const behind = head.filter((element) => !first.includes(element))
  return [...first, ...inBlocks, ...behind]
    .filter((element) => !element.disabled && !element.readOnly && element.type !== "hidden")
    .flatMap((element) => {
      const rich = element.closest(".prose-editor")
      if (!rich) return [new Plain(element)]
      const editor = rich.querySelector(".ProseMirror[contenteditable]")?.editor
      return editor ? [new Rich(element, editor)] : []
    })
}
