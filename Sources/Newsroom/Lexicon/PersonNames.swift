/// Persons, from many cultures. Given names and surnames are divided between the parts one by one.
let personRules: [Rule] = [
    .weighted("person", [
        "{anglofirst} {anglolast}": 7, "{wordfirst} {wordlast}": 1, "{wordfirst} {anglolast}": 2, "{anglofirst} {wordlast}": 3,
        "{anglofirst} {namesake}": 2, "{anglofirst} {initial} {anglolast}": 1,
        "{iberianfirst} {iberianlast}": 2, "{iberianfirst} {iberianlast} {iberianlast}": 1, "{frenchfirst} {frenchlast}": 2,
        "{germanicfirst} {germaniclast}": 2, "{slavicfirst} {slaviclast}": 3, "{italianfirst} {italianlast}": 1,
        "{arabicfirst} {arabiclast}": 2, "{southasianfirst} {southasianlast}": 2, "{chineselast} {chinesefirst}": 1,
        "{japanesefirst} {japaneselast}": 1, "{koreanlast} {koreanfirst}": 1, "{africanfirst} {africanlast}": 2,
    ]),
    .weighted("surname", [
        "{anglolast}": 5, "{wordlast}": 2, "{namesake}": 1, "{iberianlast}": 1, "{frenchlast}": 1, "{germaniclast}": 2,
        "{slaviclast}": 2, "{italianlast}": 1, "{arabiclast}": 1, "{southasianlast}": 1, "{japaneselast}": 1, "{africanlast}": 1,
    ]),
    .weighted("firstname", ["{anglofirst}": 2, "{wordfirst}": 3, "{iberianfirst}": 1, "{slavicfirst}": 1]),
    .shared("initial", "A. | B. | C. | D. | E. | F. | G. | H. | J. | K. | L. | M. | N. | P. | R. | S. | T. | W."),

    .split("anglofirst", """
        Alan | Alice | Andrew | Angela | Barbara | Brenda | Brian | Catherine | Clive | Colin | Craig | Deborah | Derek | Diane
        Donald | Dorothy | Edward | Eileen | Elizabeth | Emma | Fiona | Gareth | Gavin | Geoffrey | Gordon | Graham | Harriet
        Harold | Helen | Hugh | Ian | Janet | Jeremy | Joanna | Jonathan | Judith | Keith | Kenneth | Laura | Leonard | Linda
        Louise | Malcolm | Margaret | Megan | Michael | Monica | Neil | Nicola | Nigel | Oliver | Patricia | Peter | Philip
        Rachel | Rebecca | Robert | Roger | Samuel | Sheila | Simon | Stephen | Stuart | Susan | Thomas | Trevor | Valerie
        Vincent | Walter | Wendy
        """),
    .split("anglolast", """
        Abbott | Atkinson | Barrowclough | Bellingham | Braithwaite | Calloway | Carmichael | Cartwright | Chatterton | Collins
        Cunningham | Davies | Dempsey | Donnelly | Eastwick | Ellison | Fairbrother | Fenwick | Fitzgerald | Gallagher | Garside
        Gilchrist | Goodwin | Hadley | Hargreaves | Hathersage | Henderson | Hodgkins | Holloway | Hutchings | Ibbotson
        Jefferies | Jenkins | Kavanagh | Kendrick | Kirkbride | Lathom | Lockwood | MacAllister | McBride | McGuinness
        Merriweather | Mitchell | Murdoch | Nicholls | O'Brien | O'Leary | Ormerod | Parkinson | Pemberton | Pickering | Quigley
        Radcliffe | Reynolds | Robinson | Rowbotham | Sanderson | Shackleton | Simpson | Stevenson | Sutcliffe | Tattersall
        Thackeray | Thompson | Underwood | Wainwright | Weatherby | Whitaker | Williams | Wilkinson | Yardley
        """),
    .split("iberianfirst", """
        Alejandro | Ana | Beatriz | Carlos | Carmen | Diego | Elena | Esteban | Fernando | Gabriela | Gonzalo | Ignacio | Isabel
        Javier | Joaquim | Jorge | Lucia | Luiz | Manuel | Marisol | Miguel | Nuno | Pablo | Paulo | Pilar | Rafael | Ricardo
        Rosa | Sergio | Teresa | Tiago | Xavier
        """),
    .split("iberianlast", """
        Aguilar | Alvarado | Barbosa | Cabrera | Carvalho | Castillo | Delgado | Dominguez | Echeverria | Espinosa | Figueroa
        Fuentes | Gallardo | Guerrero | Herrera | Ibarra | Lozano | Machado | Mendoza | Montero | Nogueira | Ochoa | Oliveira
        Paredes | Pereira | Quintana | Ramirez | Rios | Rojas | Salazar | Teixeira | Urrutia | Vargas | Villalobos | Zapata
        """),
    .split("frenchfirst", """
        Aurelie | Bernard | Camille | Cedric | Claude | Didier | Emilie | Fabrice | Francoise | Gilles | Guillaume | Henri
        Jean-Luc | Jean-Pierre | Julien | Laurent | Luc | Marcel | Margaux | Mathilde | Odile | Pascal | Sylvie | Thierry | Yves
        """),
    .split("frenchlast", """
        Arnaud | Beaumont | Boucher | Chevalier | Clement | Delacroix | Desmarais | Dubois | Fabre | Fournier | Garnier | Girard
        Lacroix | Lambert | Lefebvre | Marchand | Mercier | Moreau | Pelletier | Perrin | Renaud | Rousseau | Savary | Tessier
        Thibault | Vasseur
        """),
    .split("germanicfirst", """
        Anders | Anke | Astrid | Birgit | Bjorn | Dieter | Erik | Femke | Freja | Gerd | Greta | Gunnar | Hans | Heike | Ingrid
        Jurgen | Karin | Klaas | Lars | Lotte | Maarten | Matthias | Niels | Olaf | Pieter | Rolf | Sanne | Sven | Torsten
        Ulrich | Wim | Wolfgang
        """),
    .split("germaniclast", """
        Achterberg | Baumann | Bergstrom | Brandt | Dahlgren | Dijkstra | Eriksson | Fischer | Gruber | Haugen | Hoffmann
        Jacobsen | Kessler | Kristiansen | Lindqvist | Lindner | Mortensen | Neumann | Nygaard | Oosterhuis | Pfeiffer
        Reinhardt | Rasmussen | Schreiber | Schuster | Sorensen | Steiner | Vandenberg | Verhoeven | Vogel | Weidmann
        Zimmermann
        """),
    .split("slavicfirst", """
        Alexei | Andrzej | Anastasia | Bogdan | Boris | Dimitar | Dmitry | Dragan | Galina | Goran | Ivana | Jelena | Katarzyna
        Ludmila | Marek | Milan | Mirela | Natalia | Nikolai | Oksana | Oleg | Pavel | Piotr | Radovan | Sergei | Slobodan
        Stanislav | Svetlana | Tomasz | Vaclav | Vesna | Viktor | Vladislav | Yelena | Yuri | Zdenek | Zoran
        """),
    .split("slaviclast", """
        Andreyev | Babic | Bondarenko | Cerny | Dragomirov | Dvorak | Fedorchuk | Gorski | Horvat | Ivanchenko | Jankovic
        Kolar | Kovalenko | Kowalczyk | Kuznetsov | Lisowski | Markovic | Mihailov | Nemec | Novotny | Orlovsky | Pavlovic
        Petrenko | Popescu | Rybakov | Savchenko | Simunek | Stankovic | Stepanov | Todorov | Tymchuk | Urbanek | Vasilev
        Wojcik | Yakovlev | Zelenka | Zhukov
        """),
    .split("italianfirst", """
        Alessandro | Bruna | Carlo | Chiara | Davide | Donatella | Enrico | Federica | Gianni | Giulia | Ilaria | Lorenzo
        Marco | Massimo | Paola | Roberto | Silvio | Stefano | Tommaso | Valentina
        """),
    .split("italianlast", """
        Barbieri | Bellini | Bianchi | Caruso | Colombo | Conti | De Angelis | De Luca | Esposito | Ferrante | Galli | Gentile
        Lombardi | Mancini | Marchetti | Moretti | Pellegrini | Ricci | Sartori | Testa | Vitale | Zanetti
        """),
    .split("arabicfirst", """
        Abdullah | Adnan | Ahmed | Aisha | Amina | Bashir | Fatima | Farid | Hamid | Hassan | Huda | Ibrahim | Jamal | Karim
        Khaled | Layla | Mahmoud | Mehmet | Mustafa | Nadia | Omar | Parviz | Rashid | Reza | Salim | Samira | Tariq | Yasmin
        Youssef | Zeynep
        """),
    .split("arabiclast", """
        Abdel-Rahim | al-Bakri | al-Hashemi | al-Jabari | al-Khatib | al-Masri | al-Saadi | Amiri | Aydin | Benali | Boutros
        Chaoui | Daoud | Demir | Farahani | Haddad | Hamdan | Hosseini | Jaziri | Kaplan | Khalil | Mansour | Nasser | Ozturk
        Rahimi | Sabri | Shaheen | Tahiri | Yilmaz | Zidane
        """),
    .split("southasianfirst", """
        Ajay | Anil | Anjali | Arjun | Asif | Deepa | Dinesh | Farooq | Gita | Imran | Kavita | Lakshmi | Mohan | Nasir | Nimal
        Prakash | Priya | Rajesh | Ravi | Rohan | Sanjay | Shahid | Sunita | Upul | Vijay | Waqar
        """),
    .split("southasianlast", """
        Akhtar | Banerjee | Bhatt | Chaudhry | Chopra | Desai | Fernando | Ghosh | Gunawardena | Iyer | Jayawardena | Joshi
        Kapoor | Krishnan | Malhotra | Mehta | Mirza | Mukherjee | Naidu | Patel | Qureshi | Rahman | Reddy | Sharma | Siddiqui
        Tendolkar | Verma | Wickremesinghe
        """),
    .split("chineselast", """
        Cai | Chen | Deng | Fang | Gao | Guo | Huang | Jiang | Li | Lin | Liu | Ma | Shen | Song | Sun | Tang | Wang | Wu | Xu
        Yang | Zhang | Zhao | Zhou | Zhu
        """),
    .split("chinesefirst", """
        Bolin | Dehua | Fang | Guangming | Haiyan | Hong | Jianguo | Jing | Lei | Li | Meiling | Min | Peng | Qiang | Shuang
        Tao | Weimin | Wenjun | Xiaoming | Xiuying | Yan | Yifan | Zhihao | Zhong
        """),
    .split("japanesefirst", """
        Aiko | Akira | Daisuke | Emi | Haruka | Hideo | Hiroshi | Kazuko | Kenji | Makoto | Masaru | Naoko | Noboru | Sachiko
        Shigeru | Takeshi | Tetsuya | Yoko | Yoshiro | Yuki
        """),
    .split("japaneselast", """
        Aoki | Endo | Fujimoto | Hashimoto | Hayashi | Inoue | Ishikawa | Kimura | Kobayashi | Matsumoto | Miyazaki | Mori
        Nakagawa | Ogawa | Saito | Sakamoto | Sato | Shimizu | Takahashi | Ueda | Watanabe | Yamamoto | Yoshida
        """),
    .split("koreanlast", """
        Ahn | Bae | Cho | Choi | Han | Hong | Jang | Jung | Kang | Kim | Kwon | Lee | Lim | Park | Seo | Shin | Yoon
        """),
    .split("koreanfirst", """
        Dong-hyun | Eun-ji | Hae-won | Ji-hoon | Jin-young | Joon-ho | Kyung-soo | Mi-kyung | Min-jae | Myung-hee | Sang-woo
        Seung-chul | Soo-jin | Sung-min | Tae-yong | Yong-sik | Young-ja
        """),
    .split("africanfirst", """
        Abena | Adebayo | Amadou | Chidi | Chinwe | Desta | Emeka | Folasade | Haile | Ifeoma | Jabulani | Kagiso | Kwame
        Lindiwe | Mamadou | Moses | Naledi | Ngozi | Ousmane | Sekou | Sipho | Tendai | Thabo | Wangari | Yaw | Zanele
        """),
    .split("africanlast", """
        Abebe | Adeyemi | Banda | Bekele | Boateng | Chikwanda | Diallo | Diop | Dlamini | Gebremariam | Kamara | Keita
        Kiplagat | Mabuza | Mensah | Mokoena | Moyo | Mutasa | Mwangi | Ndiaye | Nkosi | Obasi | Ochieng | Okafor | Okonkwo
        Oyelaran | Sithole | Tessema | Traore | Zulu
        """),
]
