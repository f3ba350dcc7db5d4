/// How a page looks: on light and dark grounds, on a phone and on paper. Every pair of colours has a contrast of 4.5 to 1 or more.
enum PageStyle {
    static let css = """
        :root{--ground:#fff;--ink:#1c2127;--soft:#4f5964;--line:#d9dde2;--panel:#f5f6f8;--link:#0b5cad;--bad:#a3142c;--bad-ground:#fdecee;\
        --per:#cfe6fb;--org:#fdecb8;--loc:#cdf0d8;--misc:#f3d9f0;--o0:#dfe3f8;--o1:#e4e4e4;--o2:#fbdcd0;--o3:#d5eeee}
        @media (prefers-color-scheme:dark){:root{--ground:#15181c;--ink:#e9ecef;--soft:#aab4be;--line:#39414a;--panel:#1e2329;--link:#7ab8f5;\
        --bad:#ff9aa8;--bad-ground:#3a1a20;--per:#1d4769;--org:#5a4708;--loc:#17502f;--misc:#562651;--o0:#353c70;--o1:#474747;--o2:#6a3421;\
        --o3:#1f5252}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:54rem;background:var(--ground);color:var(--ink);\
        font:1rem/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:break-word}
        h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0 1rem}
        h2{font-size:1.4rem;line-height:1.25;margin:2.2rem 0 .6rem}
        h3{font-size:1.15rem;margin:1.8rem 0 .5rem}
        a{color:var(--link)}
        .skip{position:absolute;left:-999rem}
        .skip:focus{position:static}
        nav ol{list-style:none;padding:.75rem 1rem;margin:1rem 0;border:1px solid var(--line);border-radius:.4rem}
        nav .level-3{padding-left:1.2rem}
        nav .level-2{padding-left:.2rem}
        .cell{margin:1.1rem 0}
        pre{overflow-x:auto;font:.875rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace;margin:.5rem 0}
        .command{background:var(--panel);border-left:3px solid var(--link);padding:.6rem .9rem;border-radius:0 .3rem .3rem 0;\
        white-space:pre-wrap}
        .value{margin:.6rem 0}
        .text{margin:.4rem 0}
        .name{font-weight:600}
        .remark,.time{color:var(--soft);font-size:.875rem;margin:.25rem 0}
        .time{text-align:right}
        .failed{color:var(--bad);background:var(--bad-ground);border:1px solid var(--bad);border-radius:.3rem;padding:.6rem .9rem;white-space:pre-wrap}
        .failed a{color:inherit}
        .scroll{overflow-x:auto;margin:.7rem 0}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
        caption{text-align:left;font-weight:600;padding:.3rem 0}
        th,td{padding:.28rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        th{border-bottom:2px solid var(--soft)}
        .number{text-align:right;white-space:nowrap}
        .sentence{margin:.45rem 0;line-height:1.9}
        .source{color:var(--soft);font-size:.8rem}
        mark.entity{color:var(--ink);padding:.12em .35em;border-radius:.25rem;-webkit-box-decoration-break:clone;box-decoration-break:clone}
        mark .type{font-size:.68em;font-weight:700;letter-spacing:.02em}
        .per{background:var(--per)}.org{background:var(--org)}.loc{background:var(--loc)}.misc{background:var(--misc)}
        .other-0{background:var(--o0)}.other-1{background:var(--o1)}.other-2{background:var(--o2)}.other-3{background:var(--o3)}
        .verdict{font-size:.68em;font-weight:700}
        .wrong,.missed{outline:1.5px solid var(--bad);outline-offset:-1px}
        mark.missed{background:none;outline-style:dashed}
        .wrong .verdict,.missed .verdict{color:var(--ground);background:var(--bad);padding:.15em .4em;margin-left:.35em;border-radius:.25rem}
        figure{margin:1rem 0}
        svg.chart{width:100%;height:auto;display:block}
        footer{margin-top:3rem;border-top:1px solid var(--line);font-size:.92rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        @media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}h1{font-size:1.5rem}}
        @media print{:root{--ground:#fff;--ink:#000;--soft:#333;--line:#bbb;--panel:#f4f4f4;--link:#000;--bad:#900;--bad-ground:#fff;\
        --per:#cfe6fb;--org:#fdecb8;--loc:#cdf0d8;--misc:#f3d9f0;--o0:#dfe3f8;--o1:#e4e4e4;--o2:#fbdcd0;--o3:#d5eeee}\
        body{max-width:none;padding:0;font-size:10pt}nav,.skip{display:none}figure,tr,.sentence{break-inside:avoid}\
        h2,h3{break-after:avoid}pre{white-space:pre-wrap}.scroll{overflow:visible}mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """
}
