/// How a page looks: on light and dark grounds, on a phone and on paper.
enum PageStyle {
    static let css = """
        :root{\(Theme.light.variables)}
        @media (prefers-color-scheme:dark){:root{\(Theme.dark.variables)}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:58rem;background:var(--ground);color:var(--ink);\
        font:1rem/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
        h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0 1rem}
        h2{font-size:1.4rem;line-height:1.25;margin:2.2rem 0 .6rem}
        h3{font-size:1.15rem;margin:1.8rem 0 .5rem}
        a{color:var(--link)}
        .skip{position:absolute;left:-999rem}
        .skip:focus{position:static}
        nav ol{list-style:none;padding:.75rem 1rem;margin:1rem 0;border:1px solid var(--line);border-radius:.4rem}
        nav .level-3{padding-left:1.2rem}
        nav .level-4,nav .level-5,nav .level-6{padding-left:2.2rem}
        .cell{margin:1.1rem 0}
        pre,code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
        pre{white-space:pre-wrap;font-size:.875rem;line-height:1.5;margin:.5rem 0}
        .prose code{background:var(--panel);padding:.1em .3em;border-radius:.2rem;font-size:.9em}
        .prose pre,details pre{background:var(--panel);padding:.6rem .9rem;border-radius:.3rem}
        .prose pre code{padding:0}
        blockquote{margin:.8rem 0;padding-left:1rem;border-left:3px solid var(--line);color:var(--soft)}
        .command{background:var(--panel);border-left:3px solid var(--link);padding:.55rem .9rem;border-radius:0 .3rem .3rem 0}
        .command pre{margin:0}
        .time{float:right;margin:.1rem 0 0 1rem;color:var(--soft);font-size:.78rem}
        .value{margin:.6rem 0}
        .text{margin:.4rem 0;white-space:pre-wrap}
        .name{font-weight:600}
        .remark{color:var(--soft);font-size:.875rem;margin:.25rem 0}
        .failed{color:var(--bad);background:var(--bad-ground);border:1px solid var(--bad);border-radius:.3rem;padding:.6rem .9rem}
        .failed a{color:inherit}
        .scroll{overflow:auto;margin:.7rem 0;width:max-content;max-width:max(100%,calc(50vw + 50% - 1.5rem))}
        .long{max-height:42rem}
        figure.scroll{width:auto;max-width:100%}
        thead th{position:sticky;top:0;background:var(--ground)}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
        caption{text-align:start;font-weight:600;padding:.3rem 0}
        th,td{padding:.28rem .7rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;overflow-wrap:break-word}
        th{border-bottom:2px solid var(--soft)}
        .number{text-align:end}
        td.number{white-space:nowrap}
        .sentence{margin:.5rem 0;line-height:1.9}
        .source{display:block;color:var(--soft);font-size:.8rem;line-height:1.4}
        .words{display:block}
        mark{color:var(--ink);padding:.12em .35em;border-radius:.25rem;-webkit-box-decoration-break:clone;box-decoration-break:clone}
        .verdict{display:inline-block;max-width:100%;line-height:1.5;white-space:pre-wrap}
        .type,.verdict{font-size:.68em;font-weight:700;letter-spacing:.02em}
        .per{background:var(--per)}.org{background:var(--org)}.loc{background:var(--loc)}.misc{background:var(--misc)}
        .other-0{background:var(--other-0)}.other-1{background:var(--other-1)}.other-2{background:var(--other-2)}.other-3{background:var(--other-3)}
        .wrong,.missed{outline:1.5px solid var(--bad);outline-offset:-1px}
        .missed{background:none;outline-style:dashed}
        .wrong .verdict,.missed .verdict{color:var(--ground);background:var(--bad);padding:.15em .4em;margin-inline-start:.4em;border-radius:.25rem}
        figure{margin:1rem 0}
        svg.chart{width:100%;min-width:30rem;height:auto;display:block}
        footer{margin-top:3rem;border-top:1px solid var(--line);font-size:.92rem}
        dl{display:grid;grid-template-columns:fit-content(18rem) minmax(0,1fr);gap:.25rem 1rem}
        dt{color:var(--soft);overflow-wrap:anywhere}
        dd{margin:0;overflow-wrap:anywhere}
        .file{margin:1rem 0 .2rem}
        summary{cursor:pointer;color:var(--soft)}
        @media (max-width:34rem){dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:.5rem}h1{font-size:1.5rem}table{font-size:.85rem}th,td{padding:.25rem .45rem}.time{float:none;display:block;margin:0 0 .2rem}}
        @media print{:root{\(Theme.paper.variables)}
        body{max-width:none;padding:0;font-size:10pt}nav,.skip,details,.file{display:none}figure,tr,.sentence,.command{break-inside:avoid}
        h2,h3,.command{break-after:avoid}.scroll{overflow:visible;max-height:none;width:auto;max-width:none}thead th{position:static}table{font-size:8pt}th,td{padding:.15rem .35rem}.crowded th,.crowded td{overflow-wrap:anywhere}
        td.number{white-space:normal}svg.chart{min-width:0}mark,.command{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """
}
