extension StyleSheet {
    /// What pages are made of.
    static let parts = """
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: .8rem 0; }
        .card > h2:first-child, .card > h3:first-child { margin-top: 0; }
        .card > p:last-child { margin-bottom: 0; }
        .mark { white-space: nowrap; font-weight: 600; font-size: .92em; }
        .mark .icon { display: inline-block; min-width: 1.1em; text-align: center; }
        .success { color: var(--success); } .failure { color: var(--failure); } .warning { color: var(--warning); }
        .running { color: var(--running); } .queued, .muted { color: var(--queued); }
        @media (prefers-reduced-motion: no-preference) {
          .mark.running .icon { animation: breathe 1.6s ease-in-out infinite; }
          @keyframes breathe { 50% { opacity: .35; } }
        }
        .state { font-size: 1.1rem; }
        .runs { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
        .run {
          display: grid; grid-template-columns: 12.5rem minmax(0, 1fr) auto; gap: .1rem 1rem; align-items: baseline;
          padding: .4rem .3rem; border-bottom: 1px solid var(--line);
        }
        .card .run:last-child { border-bottom: 0; padding-bottom: 0; }
        .run:hover { background: var(--hover); }
        .run .mark { overflow: hidden; text-overflow: ellipsis; }
        .run .title, h2 > a, .job h3 > a { text-decoration: none; }
        .run .title:hover, h2 > a:hover, .job h3 > a:hover { text-decoration: underline; }
        .run .title { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .facts { color: var(--quiet); font-size: .87rem; display: inline-flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; min-width: 0; }
        .facts > *, .facts a { overflow-wrap: anywhere; }
        .ref { font-family: var(--mono); font-size: .85em; background: var(--hover); padding: .05rem .4rem; border-radius: 4px; color: var(--ink); overflow-wrap: anywhere; }
        .sha { color: var(--quiet); }
        .length { font-variant-numeric: tabular-nums; color: var(--quiet); font-weight: 400; }
        .tag { font-size: .82rem; border: 1px solid currentColor; border-radius: 99px; padding: 0 .55rem; white-space: nowrap; }
        .notice { border-left: 4px solid currentColor; border-radius: 4px; padding: .45rem .8rem; margin: .5rem 0; overflow-wrap: anywhere; }
        .notice.failure { background: var(--failure-wash); } .notice.warning { background: var(--warning-wash); }
        .notice.plain { background: var(--hover); color: var(--quiet); }
        .notice .message, .notice .help { color: var(--ink); white-space: pre-wrap; }
        .notice .word { font-weight: 600; font-size: .87em; margin-right: .4em; }
        .diagnostics, .annotations, .decisions { list-style: none; padding: 0; margin: .6rem 0; }
        .decision { border-left: 4px solid currentColor; background: var(--card); padding: .3rem .9rem; margin: .5rem 0; border-radius: 4px; }
        .decision p { color: var(--ink); }
        .pairs { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1.2rem; margin: .7rem 0; font-size: .93rem; }
        .pairs dt { color: var(--quiet); } .pairs dd { margin: 0; overflow-wrap: anywhere; }
        .actions { display: flex; flex-wrap: wrap; gap: .6rem; margin: .8rem 0; }
        button, .button {
          font: inherit; font-size: .93rem; font-weight: 600; padding: .35rem .9rem; border-radius: 6px; cursor: pointer;
          border: 1px solid var(--line); background: var(--card); color: var(--ink); text-decoration: none; display: inline-block;
        }
        button:hover, .button:hover { background: var(--hover); }
        button.main { background: var(--accent); border-color: var(--accent); color: var(--paper); }
        button.plain { border: 0; background: none; padding: 0; color: var(--link); font-weight: 400; text-decoration: underline; }
        input:not([type=checkbox]), select {
          font: inherit; padding: .3rem .5rem; border: 1px solid var(--quiet); border-radius: 5px; background: var(--field);
          color: var(--ink); max-width: 100%; min-width: 0; min-height: 2.2rem;
        }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: end; margin: .5rem 0 .9rem; }
        .filter > a { padding: .35rem 0; }
        .filter label { display: grid; font-size: .85rem; color: var(--quiet); min-width: 0; }
        .dispatch p { display: grid; grid-template-columns: minmax(8rem, 14rem) minmax(0, 22rem) 1fr; gap: .2rem .9rem; align-items: center; }
        .dispatch p.quiet, .dispatch p.plain { display: block; } .dispatch .problem { grid-column: 2 / -1; color: var(--failure); font-weight: 600; }
        [aria-invalid] { border-color: var(--failure); outline: 1px solid var(--failure); }
        .dispatch input[type=checkbox] { justify-self: start; width: 1.1rem; height: 1.1rem; }
        .sign-in { max-width: 26rem; margin: 3rem auto; padding: 1.4rem; }
        .sign-in label { display: block; } .sign-in input { width: 100%; }
        .pager { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin: .6rem 0; } .off { color: var(--quiet); }
        summary { cursor: pointer; }
        .job { border-left: 4px solid var(--line); } .job h3 { margin: 0; } .job .facts { margin: .1rem 0; }
        .job:has(> .facts > .mark.failure) { border-left-color: var(--failure); }
        .job:has(> .facts > .mark.success) { border-left-color: var(--success); }
        .job:has(> .facts > .mark.running) { border-left-color: var(--running); }
        .trace { font-size: .93rem; margin: .4rem 0; } .trace table { margin: .3rem 0; } .trace .if { margin: .3rem 0; }
        .why { color: var(--ink); font-size: .93rem; }
        .matrix > summary { margin: .9rem 0 .3rem; } .matrix > summary h3 { display: inline; margin-right: .5rem; }
        .matrix > .job { margin-left: 1rem; }
        .steps { list-style: none; margin: .4rem 0 0; padding: 0; }
        .steps li { display: flex; flex-wrap: wrap; gap: .1rem .6rem; padding: .15rem 0; align-items: baseline; }
        .steps li > a { overflow-wrap: anywhere; min-width: 0; } .steps .length { margin-left: auto; } .steps .why { flex-basis: 100%; color: var(--quiet); padding-left: 1.7em; }
        .graph { overflow: auto; max-height: 70vh; margin: 1rem 0; padding-bottom: .3rem; }
        .graph > svg { display: block; font-size: 13px; }
        .edges path { fill: none; stroke: var(--quiet); stroke-width: 1.3; opacity: .65; }
        .node rect { fill: var(--card); stroke: currentColor; stroke-width: 1.5; } .node .under { opacity: .5; }
        .node.running rect { fill: var(--running-wash); } .node.failure rect { fill: var(--failure-wash); }
        .node.success rect { fill: var(--success-wash); } .node.warning rect { fill: var(--warning-wash); }
        .node text { fill: var(--ink); } .node .icon { fill: currentColor; font-size: 17px; font-weight: 700; }
        .node .status { fill: var(--quiet); font-size: 11.5px; } .node:hover rect { stroke-width: 2.5; }
        .summary h2 { margin: 0 0 .4rem; } .wide { overflow-x: auto; }
        table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .25rem .8rem; border: 1px solid var(--line); } th { background: var(--hover); }
        .right { text-align: right; } blockquote { margin: .5rem 0; padding-left: .9rem; border-left: 3px solid var(--line); color: var(--quiet); white-space: pre-line; }
        .deep { margin-left: 1.3rem; } .deeper { margin-left: 2.6rem; }
        :target { scroll-margin-top: 4rem; } .job:target { outline: 2px solid var(--accent); }
        @media (max-width: 44rem) {
          .run { grid-template-columns: minmax(0, 1fr); gap: 0; padding: .5rem 0; }
          .run .title { white-space: normal; overflow-wrap: anywhere; }
          .pairs { grid-template-columns: minmax(0, 1fr); gap: 0; } .pairs dd { margin-bottom: .35rem; }
          .dispatch p { grid-template-columns: minmax(0, 1fr); } .dispatch .problem { grid-column: 1; } .matrix > .job { margin-left: 0; }
        }

        """
}
